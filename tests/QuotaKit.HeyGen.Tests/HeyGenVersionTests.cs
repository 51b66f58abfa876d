using QuotaKit.Testing;

namespace QuotaKit.HeyGen.Tests;

/// <summary>The choice between versions 2 and 3. HeyGenVersionFailureTests has the errors when both fail.</summary>
public sealed class HeyGenVersionTests : HeyGenVersionTest
{
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
    [MemberData(nameof(RetiredResponses))]
    public async Task Auto_moves_to_version_3_when_version_2_is_gone(int status, string? body)
    {
        Simulator.HeyGen.Account(VendorSamples.Key).RemainingQuota = 723;
        Retire(status, body);
        using var provider = Provider(HeyGenApiVersion.Auto);

        var first = await provider.GetQuotaAsync(Token);
        var second = await provider.GetQuotaAsync(Token);

        Assert.Equal([V2, V3, V3], PathsOf(Simulator.HeyGen));
        Assert.Equal([("credits", 12.05m), ("credits", 12.05m)], new[] { first, second }.Select(s => (s.Primary.Key, s.Primary.Remaining!.Value)));
        Assert.Contains("version 2 did not respond", Assert.Single(first.Warnings), StringComparison.Ordinal);
        Assert.Contains("version 2 did not respond", Assert.Single(second.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"code":400175,"message":"Invalid parameter"}""")]
    [InlineData(400, """{"error":{"code":"400112","message":"Unauthorized"},"data":null}""")]
    [InlineData(401, "")]
    [InlineData(402, "")]
    [InlineData(403, """{"code":400599,"message":"Please upgrade"}""")]
    [InlineData(404, """{"code":400101,"message":"User not found"}""")]
    [InlineData(408, "")]
    [InlineData(429, "")]
    [InlineData(500, "")]
    [InlineData(503, "<h1>Busy</h1>")]
    [InlineData(200, "")]
    [InlineData(200, "{\"error\":null,\"data\":{\"remai")]
    [InlineData(200, """{"error":null,"data":{"remaining_quota":"many"}}""")]
    [InlineData(200, """{"error":"Quota service is down","data":null}""")]
    [InlineData(200, """{"code":400112,"message":"Unauthorized"}""")]
    public async Task Auto_stays_with_version_2_after_its_own_errors(int status, string body)
    {
        Simulator.HeyGen.Faults.Always(Fault.Body(body, status: status));
        using var provider = Provider(HeyGenApiVersion.Auto);

        await FailureOf(provider);

        Assert.DoesNotContain(V3, PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task Auto_returns_to_version_2_when_version_3_is_gone()
    {
        Simulator.HeyGen.Account(VendorSamples.Key).RemainingQuota = 6000;
        Simulator.HeyGen.Faults.Enqueue(Fault.Status(404), Fault.None, Fault.Status(410));
        using var provider = Provider(HeyGenApiVersion.Auto);

        await provider.GetQuotaAsync(Token);
        var again = await provider.GetQuotaAsync(Token);
        var after = await provider.GetQuotaAsync(Token);

        Assert.Equal([V2, V3, V3, V2, V2], PathsOf(Simulator.HeyGen));
        Assert.Equal((100m, 100m), (again.Primary.Remaining!.Value, after.Primary.Remaining!.Value));
        Assert.Contains("version 3 no longer answers", Assert.Single(again.Warnings), StringComparison.Ordinal);
        Assert.Equal(again.Warnings, after.Warnings);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Auto_stays_with_version_3_after_other_errors(int status)
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.RetireV2();
        using var provider = Provider(HeyGenApiVersion.Auto);
        await provider.GetQuotaAsync(Token);
        Simulator.HeyGen.Faults.Always(Fault.Status(status));

        await FailureOf(provider);

        Assert.Equal(V2, Assert.Single(PathsOf(Simulator.HeyGen), path => path != V3));
    }

    [Fact]
    public async Task Each_provider_chooses_its_version()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.RetireV2();
        using var one = Provider(HeyGenApiVersion.Auto);
        using var other = Provider(HeyGenApiVersion.Auto);

        await one.GetQuotaAsync(Token);
        await other.GetQuotaAsync(Token);

        Assert.Equal([V2, V3, V2, V3], PathsOf(Simulator.HeyGen));
    }

    [Theory]
    [MemberData(nameof(RetiredResponses))]
    public async Task Version_2_alone_fails_as_retired_with_advice(int status, string? body)
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Retire(status, body);
        using var provider = Provider(HeyGenApiVersion.V2);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Retired, status, false), (error.Kind, error.StatusCode, error.IsTransient));
        Assert.Contains("HeyGenQuotaOptions.Version", error.Message, StringComparison.Ordinal);
        Assert.Contains("V3", error.Message, StringComparison.Ordinal);
        Assert.Equal([V2], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task Version_3_alone_never_calls_version_2()
    {
        var account = Simulator.HeyGen.Account(VendorSamples.Key);
        account.User = account.User with
        {
            Billing = new HeyGenSubscription { Plan = "Scale", PremiumCredits = new(600.5m, new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)) },
        };
        using var provider = Provider(HeyGenApiVersion.V3);

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal([V3], PathsOf(Simulator.HeyGen));
        Assert.Equal(("Scale", "credits", 600.5m), (snapshot.Plan, snapshot.Primary.Key, snapshot.Primary.Remaining!.Value));
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), snapshot.Primary.ResetsAt);
        Assert.Empty(snapshot.Warnings);
        Assert.DoesNotContain("sam", snapshot.RawJson, StringComparison.OrdinalIgnoreCase);
    }
}
