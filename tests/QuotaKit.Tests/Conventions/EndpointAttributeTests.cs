using System.Reflection;
using QuotaKit.HeyGen;
using QuotaKit.Pictory;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Tests.Conventions;

/// <summary>Compares the attributes of the vendors' interfaces with the requests that the simulated vendors receive. Without Refit, nothing else
/// connects the two.</summary>
public sealed class EndpointAttributeTests : SimulatorTest
{
    [Fact]
    public async Task HeyGen_sends_the_declared_requests()
    {
        using var v2 = new HeyGenQuotaProvider(HeyGenOptions(HeyGenApiVersion.V2));
        using var v3 = new HeyGenQuotaProvider(HeyGenOptions(HeyGenApiVersion.V3));

        await AssertDeclaredEqualsSentAsync(Simulator.HeyGen, HeyGenKey, v2, v3);
    }

    [Fact]
    public async Task Pictory_sends_the_declared_request()
    {
        using var provider = new PictoryQuotaProvider(new PictoryQuotaOptions { ApiKey = PictoryKey, BaseAddress = Simulator.Pictory.BaseAddress });

        await AssertDeclaredEqualsSentAsync(Simulator.Pictory, PictoryKey, provider);
    }

    [Fact]
    public async Task Vzla_sends_the_declared_request()
    {
        using var provider = new VzlaQuotaProvider(new VzlaQuotaOptions { ApiKey = VzlaKey, BaseAddress = Simulator.Vzla.BaseAddress });

        await AssertDeclaredEqualsSentAsync(Simulator.Vzla, VzlaKey, provider);
    }

    private HeyGenQuotaOptions HeyGenOptions(HeyGenApiVersion version) =>
        new() { ApiKey = HeyGenKey, BaseAddress = Simulator.HeyGen.BaseAddress, Version = version };

    private static async Task AssertDeclaredEqualsSentAsync(SimulatedVendor vendor, string key, params IQuotaProvider[] providers)
    {
        foreach (var provider in providers)
            await provider.GetQuotaAsync(Token);

        Assert.Equal(DeclaredIn(providers[0].GetType().Assembly), vendor.Requests.Select(r => Sent(r, key)).Order());
    }

    private static IEnumerable<string> DeclaredIn(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.IsInterface && type.Name.EndsWith("Api", StringComparison.Ordinal))
        .SelectMany(type => type.GetMethods())
        .Select(Declared).Order();

    private static string Declared(MethodInfo method)
    {
        var parameters = method.GetParameters();
        var header = Assert.Single(parameters, p => Find(p, "Header") is not null);
        var body = Assert.Single(parameters, p => Find(p, "Body") is not null);
        Assert.Equal(typeof(HttpContent), body.ParameterType);
        return Describe("/" + Value(Find(method, "Get"), "Path"), Value(Find(header, "Header"), "Header"), contentLength: "0");
    }

    private static string Sent(RecordedRequest request, string key)
    {
        Assert.Equal(("GET", ""), (request.Method, request.Query));
        var header = Assert.Single(request.Headers, h => h.Value.Contains(key, StringComparison.Ordinal));
        return Describe(request.Path, header.Key, request.Headers.GetValueOrDefault("Content-Length"));
    }

    // Names of headers have no case.
    private static string Describe(string path, string header, string? contentLength) =>
        $"{path}, key in {header.ToUpperInvariant()}, Content-Length {contentLength}";

    // By name: in a build without Refit, each vendor's assembly has internal attributes of its own.
    private static object? Find(ICustomAttributeProvider owner, string name) =>
        owner.GetCustomAttributes(inherit: false).SingleOrDefault(a => a.GetType().FullName == $"Refit.{name}Attribute");

    private static string Value(object? attribute, string property) =>
        Assert.IsType<string>(attribute?.GetType().GetProperty(property)?.GetValue(attribute));
}
