using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.Pictory.Tests;

public sealed class PictoryQuotaProviderTests : QuotaProviderTest<PictoryQuotaOptions>
{
    protected override string Key => VendorSamples.Key;

    protected override (string Name, string Value) KeyHeader => ("Authorization", VendorSamples.Key);

    protected override string QuotaPath => "/pictoryapis/v1/quota";

    protected override Uri PublicAddress => new("https://api.pictory.ai/");

    protected override SimulatedVendor Vendor => Simulator.Pictory;

    protected override QuotaHttpProvider<PictoryQuotaOptions> Create(QuotaProviderContext<PictoryQuotaOptions> context) => new PictoryQuotaProvider(context);

    protected override QuotaHttpProvider<PictoryQuotaOptions> Create(string apiKey) => new PictoryQuotaProvider(apiKey);

    protected override void AddAccount(string key, int amount) => Simulator.Pictory.Account(key).VideoMinutes.Used = amount;

    protected override decimal? AmountOf(QuotaSnapshot snapshot) => snapshot.Primary.Used;

    [Fact]
    public async Task Reads_all_balances_of_the_subscription()
    {
        var account = Simulator.Pictory.Account(VendorSamples.Key);
        account.VideoMinutes = new QuotaPair(100, 600);
        account.AiCredits.Spend(0.6m);
        using var provider = new PictoryQuotaProvider(Options);

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal(
            [
                ("video_minutes", 100m, 500m), ("transcription_minutes", 0m, 14400m), ("elevenlabs_voiceover_minutes", 33m, 447m),
                ("ai_credits", 690.6m, 21309.4m),
            ],
            snapshot.Balances.Select(b => (b.Key, b.Used!.Value, b.Remaining!.Value)));
        Assert.Equal(("pictory", "default", QuotaStatus.Normal), (snapshot.Provider, snapshot.Account, snapshot.Status));
        Assert.Equal((null, null), (snapshot.Plan, snapshot.IsActive));
        Assert.Empty(snapshot.Warnings);
        Assert.StartsWith("""{"videoMinutes":{"used":100,"limit":600},""", snapshot.RawJson, StringComparison.Ordinal);
    }

    // By the grammar of HTTP, some of these characters may not stand in the header Authorization without a scheme.
    [Fact]
    public async Task Unusual_characters_of_a_key_are_sent_unchanged()
    {
        const string odd = "pictai_(a)/b=c+d\\e\"f,g;h";
        Simulator.Pictory.Account(odd);
        var options = Options;
        options.ApiKey = odd;
        using var provider = new PictoryQuotaProvider(options);

        await provider.GetQuotaAsync(Token);

        Assert.Equal(odd, Assert.Single(Simulator.Pictory.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task A_key_with_another_prefix_is_sent_with_a_warning()
    {
        Simulator.Pictory.Account("another_5f0d2c7e9b");
        var options = Options;
        options.ApiKey = "another_5f0d2c7e9b";
        using var provider = new PictoryQuotaProvider(options);

        Assert.Contains("'pictai_'", Assert.Single((await provider.GetQuotaAsync(Token)).Warnings), StringComparison.Ordinal);
    }
}
