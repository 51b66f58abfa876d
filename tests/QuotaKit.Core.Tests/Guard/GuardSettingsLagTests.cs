using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Guard;

/// <summary>The settlement lag of an account: its own, else the vendor's, else that of the options.</summary>
public sealed class GuardSettingsLagTests : VzlaTest
{
    [Fact]
    public void The_vendors_lag_is_used() => Assert.Equal(TimeSpan.Zero, LagOf(new QuotaGuardOptions()));

    [Fact]
    public void An_account_may_set_its_own_lag()
    {
        var options = new QuotaGuardOptions();
        options.Accounts["vzla"] = new QuotaGuardAccountOptions { SettlementLag = TimeSpan.FromSeconds(7) };

        Assert.Equal(TimeSpan.FromSeconds(7), LagOf(options));
    }

    [Fact]
    public void A_provider_without_a_vendor_has_the_lag_of_the_options()
    {
        using var client = new QuotaClient([new Unknown()]);

        Assert.Equal(TimeSpan.FromSeconds(60), new GuardAccounts(client, new QuotaGuardOptions()).Account("seats").SettlementLag);
    }

    [Fact]
    public void Vendors_without_a_known_lag_have_none() => Assert.Null(new QuotaVendor
    {
        Id = "acme",
        DisplayName = "Acme",
        SettingName = "Acme",
        EnvironmentVariable = "ACME_API_KEY",
        BaseAddress = VzlaQuotaProvider.Vendor.BaseAddress,
    }.SettlementLag);

    private TimeSpan LagOf(QuotaGuardOptions options)
    {
        using var provider = Provider();
        using var client = new QuotaClient([provider]);
        return new GuardAccounts(client, options).Account("vzla").SettlementLag;
    }

    private sealed class Unknown : IQuotaProvider
    {
        public string Name => "seats";

        public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
