using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>The tests of every provider, for one version of HeyGen's API.</summary>
public abstract class HeyGenQuotaProviderTest(HeyGenApiVersion version) : QuotaProviderTest<HeyGenQuotaOptions>
{
    protected override string Key => VendorSamples.Key;

    protected override (string Name, string Value) KeyHeader => ("x-api-key", VendorSamples.Key);

    protected override Uri PublicAddress => new("https://api.heygen.com/");

    protected override SimulatedVendor Vendor => Simulator.HeyGen;

    protected override HeyGenQuotaOptions Options
    {
        get
        {
            var options = base.Options;
            options.Version = version;
            return options;
        }
    }

    protected override QuotaHttpProvider<HeyGenQuotaOptions> Create(QuotaProviderContext<HeyGenQuotaOptions> context) => new HeyGenQuotaProvider(context);

    protected override QuotaHttpProvider<HeyGenQuotaOptions> Create(string apiKey) => new HeyGenQuotaProvider(apiKey);

    protected override void AddAccount(string key, int amount) => Simulator.HeyGen.Account(key).RemainingQuota = amount * 60;

    protected override decimal? AmountOf(QuotaSnapshot snapshot) => snapshot.Primary.Remaining;
}
