using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.Vzla.Tests;

public sealed class VzlaQuotaProviderTests : QuotaProviderTest<VzlaQuotaOptions>
{
    protected override string Key => VendorSamples.Key;

    protected override (string Name, string Value) KeyHeader => ("Authorization", $"Bearer {VendorSamples.Key}");

    protected override string QuotaPath => "/api/quantis/v2/me/quota/";

    protected override Uri PublicAddress => new("https://app.vzla.io/");

    protected override SimulatedVendor Vendor => Simulator.Vzla;

    protected override QuotaHttpProvider<VzlaQuotaOptions> Create(QuotaProviderContext<VzlaQuotaOptions> context) => new VzlaQuotaProvider(context);

    protected override QuotaHttpProvider<VzlaQuotaOptions> Create(string apiKey) => new VzlaQuotaProvider(apiKey);

    protected override void AddAccount(string key, int amount) => Simulator.Vzla.Account(key).CurrentUsage = amount;

    protected override decimal? AmountOf(QuotaSnapshot snapshot) => snapshot.Primary.Used;

    [Fact]
    public async Task Reads_the_requests_of_the_month()
    {
        var account = Simulator.Vzla.Account(VendorSamples.Key);
        account.Subscription = "Pro";
        account.MonthlyLimit = 5000;
        account.CurrentUsage = 1250;
        using var provider = new VzlaQuotaProvider(Options);

        var snapshot = await provider.GetQuotaAsync(Token);

        var requests = snapshot["requests"];
        Assert.Equal((1250m, 5000m, 3750m), (requests.Used!.Value, requests.Limit!.Value, requests.Remaining!.Value));
        Assert.Equal(("vzla", "default", "Pro", true), (snapshot.Provider, snapshot.Account, snapshot.Plan, snapshot.IsActive));
        Assert.Equal(requests.PeriodStart!.Value.AddMonths(1), requests.ResetsAt);
        Assert.Equal((QuotaFields.None, QuotaStatus.Normal), (requests.Derived, snapshot.Status));
        Assert.Empty(snapshot.Warnings);
        Assert.StartsWith("""{"subscription":"Pro",""", snapshot.RawJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_the_quota_uses_no_requests()
    {
        var account = Simulator.Vzla.Account(VendorSamples.Key);
        using var provider = new VzlaQuotaProvider(Options);

        await provider.GetQuotaAsync(Token);
        await provider.GetQuotaAsync(Token);

        Assert.Equal((2, 27), (Simulator.Vzla.RequestCount, account.CurrentUsage));
    }

    [Fact]
    public async Task The_snapshot_has_the_request_id()
    {
        Simulator.Vzla.Account(VendorSamples.Key);
        Simulator.Vzla.Faults.Enqueue(Fault.Headers(("X-Request-ID", "0b3e-4711")));
        using var provider = new VzlaQuotaProvider(Options);

        Assert.Equal("0b3e-4711", (await provider.GetQuotaAsync(Token)).RequestId);
    }

    [Fact]
    public async Task A_redirect_to_the_same_path_is_not_followed()
    {
        Simulator.Vzla.Faults.Always(Fault.Status(301).WithHeader("Location", QuotaPath));
        using var provider = new VzlaQuotaProvider(Options);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Protocol, 1), (error.Kind, Simulator.Vzla.RequestCount));
    }
}
