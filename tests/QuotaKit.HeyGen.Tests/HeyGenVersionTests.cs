using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>What happens once HeyGen has taken version 2 out of service.</summary>
public sealed class HeyGenVersionTests : SimulatorTest
{
    private const string V2 = "/v2/user/remaining_quota";
    private const string V3 = "/v3/users/me";

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task Auto_asks_version_3_where_version_2_is_gone_and_stays_with_it(int status)
    {
        Simulator.HeyGen.Account(VendorSamples.Key).RemainingQuota = 723;
        Simulator.HeyGen.RetireV2(status);
        using var provider = Provider(HeyGenApiVersion.Auto);

        var first = await provider.GetQuotaAsync(Token);
        var second = await provider.GetQuotaAsync(Token);

        Assert.Equal([V2, V3, V3], PathsOf(Simulator.HeyGen));
        Assert.Equal([("wallet", 12.05m), ("wallet", 12.05m)], new[] { first, second }.Select(s => (s.Primary.Key, s.Primary.Remaining!.Value)));
        Assert.Contains("version 2 is gone", Assert.Single(first.Warnings), StringComparison.Ordinal);
        Assert.Contains("version 2 is gone", Assert.Single(second.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auto_stays_with_version_2_while_it_answers()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        using var provider = Provider(HeyGenApiVersion.Auto);

        await provider.GetQuotaAsync(Token);
        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal([V2, V2], PathsOf(Simulator.HeyGen));
        Assert.Empty(snapshot.Warnings);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Auto_takes_nothing_but_404_and_410_for_the_end_of_version_2(int status)
    {
        Simulator.HeyGen.Faults.Always(Fault.Status(status, ""));
        using var provider = Provider(HeyGenApiVersion.Auto);

        await FailureOf(provider);

        Assert.DoesNotContain(V3, PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task Auto_asks_version_2_again_when_version_3_could_not_answer_either()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.Faults.Enqueue(Fault.Status(404), Fault.Status(403));
        using var provider = Provider(HeyGenApiVersion.Auto);

        var error = await FailureOf(provider);
        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal((QuotaErrorKind.Forbidden, 2), (error.Kind, error.Attempts));
        Assert.Equal([V2, V3, V2], PathsOf(Simulator.HeyGen));
        Assert.Equal("credits", snapshot.Primary.Key);
        Assert.Empty(snapshot.Warnings);
    }

    [Fact]
    public async Task Auto_does_not_take_a_document_that_cannot_be_mapped_for_an_answer_of_version_3()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.Faults.Enqueue(
            Fault.Status(404), Fault.Body("""{"data":{"billing_type":"wallet","wallet":{"remaining_balance":"plenty"}}}"""));
        using var provider = Provider(HeyGenApiVersion.Auto);

        Assert.Equal(QuotaErrorKind.Protocol, (await FailureOf(provider)).Kind);
        await provider.GetQuotaAsync(Token);

        Assert.Equal([V2, V3, V2], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task Auto_sends_no_more_requests_than_allowed_when_version_3_fails()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.RetireV2();
        Simulator.HeyGen.Faults.Enqueue(Fault.None, Fault.Status(500), Fault.Status(500), Fault.Status(500));
        using var provider = Provider(HeyGenApiVersion.Auto);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Unavailable, 3), (error.Kind, error.Attempts));
        Assert.Equal([V2, V3, V3], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task Auto_that_finds_neither_version_says_not_found()
    {
        Simulator.HeyGen.Faults.Always(Fault.Status(404));
        using var provider = Provider(HeyGenApiVersion.Auto);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.NotFound, 404), (error.Kind, error.StatusCode));
        Assert.Equal([V2, V3], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task Auto_with_a_wrong_key_hears_it_from_version_3()
    {
        Simulator.HeyGen.Account("the_key_of_somebody_else");
        Simulator.HeyGen.RetireV2();
        using var provider = Provider(HeyGenApiVersion.Auto);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Unauthorized, "unauthorized"), (error.Kind, error.VendorCode));
        Assert.Equal([V2, V3], PathsOf(Simulator.HeyGen));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task Version_2_alone_is_retired_and_says_what_to_set(int status)
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.RetireV2(status);
        using var provider = Provider(HeyGenApiVersion.V2);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Retired, status, false), (error.Kind, error.StatusCode, error.IsTransient));
        Assert.Contains("HeyGenQuotaOptions.Version", error.Message, StringComparison.Ordinal);
        Assert.Contains("V3", error.Message, StringComparison.Ordinal);
        Assert.Equal([V2], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task Version_3_alone_never_asks_version_2_and_warns_of_nothing()
    {
        var account = Simulator.HeyGen.Account(VendorSamples.Key);
        account.User = account.User with
        {
            Billing = new HeyGenSubscription { Plan = "Scale", PremiumCredits = new(600.5m, new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)) },
        };
        using var provider = Provider(HeyGenApiVersion.V3);

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal([V3], PathsOf(Simulator.HeyGen));
        Assert.Equal(("Scale", "premium_credits", 600.5m), (snapshot.Plan, snapshot.Primary.Key, snapshot.Primary.Remaining!.Value));
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), snapshot.Primary.ResetsAt);
        Assert.Empty(snapshot.Warnings);
        Assert.DoesNotContain("sam", snapshot.RawJson, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Another_provider_makes_up_its_own_mind()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.RetireV2();
        using var one = Provider(HeyGenApiVersion.Auto);
        using var other = Provider(HeyGenApiVersion.Auto);

        await one.GetQuotaAsync(Token);
        await other.GetQuotaAsync(Token);

        Assert.Equal([V2, V3, V2, V3], PathsOf(Simulator.HeyGen));
    }

    private HeyGenQuotaProvider Provider(HeyGenApiVersion version) => new(new HeyGenQuotaOptions
    {
        ApiKey = VendorSamples.Key,
        BaseAddress = Simulator.HeyGen.BaseAddress,
        Resilience = Impatient,
        Version = version,
    });
}
