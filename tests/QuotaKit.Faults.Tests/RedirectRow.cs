using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 15 of docs/faults.md: redirects. They are refused, because the key would go to the new address.</summary>
public sealed class RedirectRow : RawRowTest
{
    private static readonly string[] _redirects =
    [
        "300 Multiple Choices", "301 Moved Permanently", "302 Found", "303 See Other", "304 Not Modified", "305 Use Proxy",
        "307 Temporary Redirect", "308 Permanent Redirect",
    ];

    public static MatrixTheoryData<string, Made, string> Redirects => ProvidersWith(_redirects);

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task Row15_Redirect_to_another_host_is_refused(string id, Made made, string status)
    {
        await using var other = RawServer.Answering(RawResponse.Ok(FaultVendor.Of(id).GoodBody));
        await using var server = Redirecting(status, $"{other.Address}moved");

        var error = await FailureAsync(id, made, server);

        AssertRefused(id, server, status, error);
        Assert.Contains($"redirect to 127.0.0.1:{other.Address.Port} refused, because", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, other.ConnectionCount);
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task Row15_Redirect_to_the_same_host_is_refused(string id, Made made, string status)
    {
        foreach (var location in new[] { "/moved", "", "moved?x=1", "//127.0.0.1/moved" })
        {
            await using var server = Redirecting(status, location);

            AssertRefused(id, server, status, await FailureAsync(id, made, server));
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row15_Redirect_target_is_named_without_the_key(string id, Made made)
    {
        var key = FaultVendor.Of(id).Key;
        foreach (var location in new[] { $"https://{key}.example/", $"https://{key.ToUpperInvariant()}.example/", $"https://{key}@example/?{key}#{key}", key })
        {
            await using var server = Redirecting("302 Found", location);

            var error = await FailureAsync(id, made, server);

            Assert.Contains(" refused, because", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(key, error.ToString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    private static RawServer Redirecting(string status, string location) =>
        RawServer.Answering(RawResponse.Of($"HTTP/1.1 {status}", [$"Location: {location}", "Content-Length: 0"], []));

    private static void AssertRefused(string id, RawServer server, string status, QuotaException error)
    {
        // When HeyGen's version 2 has moved, version 3 is called on the same host.
        var requests = id == "heygen" && error.StatusCode is 301 or 302 or 307 or 308 ? 2 : 1;
        Assert.Equal((QuotaErrorKind.Protocol, requests, false), (error.Kind, server.RequestCount, error.IsTransient));
        Assert.InRange(server.ConnectionCount, 1, requests);
        Assert.StartsWith($"{error.StatusCode}", status, StringComparison.Ordinal);
        Assert.Contains(" refused, because", error.Message, StringComparison.Ordinal);
    }
}
