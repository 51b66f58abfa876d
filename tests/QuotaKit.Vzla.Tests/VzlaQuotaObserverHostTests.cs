using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.Vzla.Tests;

/// <summary>Which headers the observer reads: those from the account's own address, for the account's own token, and not from a cache.</summary>
public sealed class VzlaQuotaObserverHostTests : SimulatorTest
{
    private const string Search = "api/quantis/v2/search/";

    private static readonly (string Name, string Value)[] _nothingLeft = [("X-Quota-Limit", "1000"), ("X-Quota-Remaining", "0")];

    private readonly ServiceCollection _services = new();
    private readonly Lazy<ServiceProvider> _container;
    private QuotaSimulator? _otherHost;

    public VzlaQuotaObserverHostTests() => _container = new(() => _services.BuildServiceProvider());

    private IQuotaClient Client => _container.Value.GetRequiredService<IQuotaClient>();

    public override async ValueTask DisposeAsync()
    {
        await _container.Value.DisposeAsync();
        if (_otherHost is not null)
            await _otherHost.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Headers_of_another_host_are_ignored()
    {
        var other = await OtherHostAsync();
        other.Faults.Always(Fault.Headers(_nothingLeft));
        await ReadAsync();

        Assert.Equal(HttpStatusCode.OK, await CallAsync(new Uri(other.BaseAddress, Search)));

        Assert.Equal(973, await RemainingAsync());
    }

    [Fact]
    public async Task Headers_of_a_redirects_target_are_ignored()
    {
        var other = await OtherHostAsync();
        other.Faults.Always(Fault.Headers(_nothingLeft));
        await ReadAsync();
        Simulator.Vzla.Faults.Enqueue(Fault.Status(302).WithHeader("Location", new Uri(other.BaseAddress, Search).AbsoluteUri));

        // HttpClient does not send the token to the other host.
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(new Uri(Simulator.Vzla.BaseAddress, Search)));

        Assert.Equal(1, other.RequestCount);
        Assert.Equal(973, await RemainingAsync());
    }

    [Fact]
    public async Task Headers_through_the_accounts_gateway_are_read()
    {
        Simulator.Vzla.PathPrefix = "/gateway";
        await ReadAsync();

        await CallAsync(new Uri(Simulator.Vzla.BaseAddress, Search));

        Assert.Equal(972, await RemainingAsync());
    }

    [Fact]
    public async Task Headers_of_another_path_of_the_gateway_are_ignored()
    {
        Simulator.Vzla.PathPrefix = "/gateway";
        await ReadAsync();
        Simulator.Vzla.PathPrefix = "/other";

        Assert.Equal(HttpStatusCode.OK, await CallAsync(new Uri(Simulator.Vzla.BaseAddress, Search)));

        Assert.Equal(973, await RemainingAsync());
    }

    [Fact]
    public async Task Headers_past_the_accounts_gateway_are_ignored()
    {
        // The account's address stands for a gateway, and localhost for vzla.io's own address.
        await ReadAsync();
        var byName = new UriBuilder(new Uri(Simulator.Vzla.BaseAddress, Search)) { Host = "localhost" }.Uri;

        Assert.Equal(HttpStatusCode.OK, await CallAsync(byName));

        Assert.Equal(973, await RemainingAsync());
    }

    [Fact]
    public async Task Headers_for_another_token_are_ignored()
    {
        await ReadAsync();
        Simulator.Vzla.Account("vzlaio_of_somebody_else").CurrentUsage = 990;

        Assert.Equal(HttpStatusCode.OK, await CallAsync(new Uri(Simulator.Vzla.BaseAddress, Search), "vzlaio_of_somebody_else"));

        Assert.Equal(973, await RemainingAsync());
    }

    [Fact]
    public async Task A_request_without_a_token_is_read()
    {
        await ReadAsync();
        Simulator.Vzla.Faults.Enqueue(Fault.Headers(_nothingLeft));

        await CallAsync(new Uri(Simulator.Vzla.BaseAddress, Search), key: null);

        Assert.Equal(0, await RemainingAsync());
    }

    [Fact]
    public async Task Headers_from_a_cache_are_ignored()
    {
        await ReadAsync();
        Simulator.Vzla.Faults.Enqueue(Fault.Headers([.. _nothingLeft, ("Age", "3600")]));

        await CallAsync(new Uri(Simulator.Vzla.BaseAddress, Search));

        Assert.Equal(973, await RemainingAsync());
    }

    [Fact]
    public async Task An_account_that_is_not_registered_is_ignored()
    {
        await ReadAsync(observed: "nobody");

        Assert.Equal(HttpStatusCode.OK, await CallAsync(new Uri(Simulator.Vzla.BaseAddress, Search)));

        Assert.Equal(973, await RemainingAsync());
        Assert.Equal(["vzla"], (await Client.GetAllAsync(cancellationToken: Token)).Results.Select(r => r.Name));
    }

    [Fact]
    public async Task Headers_without_a_limit_keep_limit_and_status()
    {
        Simulator.Vzla.Account(VendorSamples.Key).CurrentUsage = 960;
        await ReadAsync();
        Simulator.Vzla.Faults.Enqueue(Fault.Raw(
            "HTTP/1.1 200 OK\r\nX-Quota-Remaining: 39\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"u8.ToArray()));

        await CallAsync(new Uri(Simulator.Vzla.BaseAddress, Search));
        var snapshot = await Client.GetAsync("vzla", cancellationToken: Token);

        Assert.Equal((961m, 1000m, 39m), (snapshot.Primary.Used!.Value, snapshot.Primary.Limit ?? 0, snapshot.Primary.Remaining!.Value));
        Assert.Equal(QuotaStatus.Critical, snapshot.Status);
    }

    private async Task ReadAsync(string observed = "default")
    {
        _ = Simulator.Vzla.Account(VendorSamples.Key);
        _services.AddQuotaKitCore().AddVzla(o => (o.ApiKey, o.BaseAddress) = (VendorSamples.Key, Simulator.Vzla.BaseAddress));
        _services.AddHttpClient("app").AddVzlaQuotaObserver(observed);
        await Client.GetAsync("vzla", cancellationToken: Token);
    }

    private async Task<VzlaSimulator> OtherHostAsync()
    {
        _otherHost = await QuotaSimulator.StartAsync(cancellationToken: Token);
        _ = _otherHost.Vzla.Account(VendorSamples.Key);
        return _otherHost.Vzla;
    }

    private async Task<HttpStatusCode> CallAsync(Uri address, string? key = VendorSamples.Key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await _container.Value.GetRequiredService<IHttpClientFactory>().CreateClient("app").SendAsync(request, Token);
        return response.StatusCode;
    }

    private async Task<decimal?> RemainingAsync() => (await Client.GetAsync("vzla", cancellationToken: Token)).Primary.Remaining;
}
