using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>Reservations of whole jobs: what they check, hold and take.</summary>
public sealed class HeyGenGuardTests : SimulatorTest
{
    private static readonly HeyGenJob _video = new() { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromMinutes(3) };

    private readonly List<IDisposable> _created = [];

    private HeyGenAccount Account => Simulator.HeyGen.Account(VendorSamples.Key);

    public override async ValueTask DisposeAsync()
    {
        _created.ForEach(c => c.Dispose());
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_job_holds_its_credits_and_a_slot()
    {
        var hold = await Guard(HeyGenPlan.Pro).ReserveAsync("heygen", _video, cancellationToken: Token);

        var spend = Assert.Single(hold.Spends);
        Assert.Equal(("heygen", 6m, QuotaUnit.Credits, "videos"), (spend.Account, spend.Amount, spend.Unit, spend.Concurrency));
        Assert.Equal(1, Simulator.HeyGen.RequestCount);
    }

    [Theory]
    [InlineData("Free", 1)]
    [InlineData("Pro", 3)]
    [InlineData("Scale", 6)]
    public async Task The_plan_limits_the_videos_at_a_time(string name, int slots)
    {
        Assert.True(HeyGenPlan.TryParse(name, out var plan));
        var guard = Guard(plan);
        var holds = new List<QuotaReservation>();
        for (var i = 0; i < slots; i++)
            holds.Add(await guard.ReserveAsync("heygen", _video, cancellationToken: Token));

        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(() => guard.ReserveAsync("heygen", _video, cancellationToken: Token));
        Assert.Equal(("videos", true), (error.Concurrency, error.IsTransient));

        await holds[0].CommitAsync(keepSlot: true, Token);
        await Assert.ThrowsAsync<InsufficientQuotaException>(() => guard.ReserveAsync("heygen", _video, cancellationToken: Token));
        await holds[0].ReleaseAsync(Token);
        await guard.ReserveAsync("heygen", _video, cancellationToken: Token);
    }

    [Fact]
    public async Task Every_reason_against_a_job_is_reported_before_a_request()
    {
        var job = _video with { Length = TimeSpan.FromMinutes(6), Width = 3840, Height = 2160 };

        var error = await Assert.ThrowsAsync<HeyGenPreflightException>(
            () => Guard(HeyGenPlan.Pro).ReserveAsync("heygen", job, cancellationToken: Token));

        Assert.Equal(
            [HeyGenPreflightReasonKind.VideoLength, HeyGenPreflightReasonKind.Resolution], error.Result.Reasons.Select(r => r.Kind).Order());
        Assert.Equal((QuotaErrorKind.Rejected, "heygen"), (error.Kind, error.Provider));
        Assert.StartsWith("The job cannot run. The video is 0:06:00 long and Pro allows 0:05:00", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, Simulator.HeyGen.RequestCount);
    }

    [Fact]
    public async Task Too_few_credits_are_denied_by_the_guard()
    {
        Account.RemainingQuota = 5 * 60;

        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(
            () => Guard(HeyGenPlan.Pro).ReserveAsync("heygen", _video, cancellationToken: Token));

        Assert.Equal((6m, 5m), (error.Needed, error.Available));
    }

    [Fact]
    public async Task Settings_of_the_guard_override_the_plan()
    {
        var options = new QuotaGuardOptions();
        options.Concurrency.Add(new QuotaConcurrency("heygen", "Videos", 1));
        var guard = Guard(HeyGenPlan.Scale, options);
        await guard.ReserveAsync("heygen", _video, cancellationToken: Token);

        await Assert.ThrowsAsync<InsufficientQuotaException>(() => guard.ReserveAsync("heygen", _video, cancellationToken: Token));
    }

    [Fact]
    public async Task An_unknown_plan_takes_no_slot()
    {
        var hold = await Guard(plan: null).ReserveAsync("heygen", _video, cancellationToken: Token);

        Assert.Null(hold.Spends[0].Concurrency);
    }

    [Fact]
    public async Task The_plan_of_the_call_comes_first()
    {
        var guard = Guard(HeyGenPlan.Scale);
        await guard.ReserveAsync("heygen", _video, HeyGenPlan.Free, cancellationToken: Token);

        await Assert.ThrowsAsync<InsufficientQuotaException>(() => guard.ReserveAsync("heygen", _video, HeyGenPlan.Free, cancellationToken: Token));
    }

    [Fact]
    public async Task Several_videos_take_a_slot_each()
    {
        var hold = await Guard(HeyGenPlan.Pro).ReserveAsync("heygen", _video with { Calls = 2 }, cancellationToken: Token);

        Assert.Equal([6m, 6m], hold.Spends.Select(s => s.Amount));
        Assert.All(hold.Spends, s => Assert.Equal("videos", s.Concurrency));
    }

    [Fact]
    public async Task Photos_take_no_slot()
    {
        var hold = await Guard(HeyGenPlan.Pro).ReserveAsync(
            "heygen", new HeyGenJob { Operation = HeyGenCosts.PhotoGenerate, Calls = 40 }, cancellationToken: Token);

        var spend = Assert.Single(hold.Spends);
        Assert.Equal((40m, null), (spend.Amount, spend.Concurrency));
    }

    [Fact]
    public async Task An_account_in_dollars_holds_the_largest_price()
    {
        Account.User = Account.User with { Billing = new HeyGenWallet { Currency = "usd", RemainingBalance = 100 } };

        var hold = await Guard(HeyGenPlan.Pro, version: HeyGenApiVersion.V3).ReserveAsync("heygen", _video, cancellationToken: Token);

        Assert.Equal((_video.EstimateMaxUsd(), QuotaUnit.Usd), (hold.Spends[0].Amount, hold.Spends[0].Unit));
    }

    [Fact]
    public async Task A_job_that_cannot_be_reserved_says_why()
    {
        var guard = Guard(HeyGenPlan.Pro);

        Assert.StartsWith("The job costs nothing.", await WhyNotAsync(_video with { IsTest = true }), StringComparison.Ordinal);
        Assert.StartsWith("The cost of the job is unknown: set its Length.", await WhyNotAsync(_video with { Length = null }), StringComparison.Ordinal);
        Assert.StartsWith("The job makes 4 videos, but 3 can be reserved", await WhyNotAsync(_video with { Calls = 4 }), StringComparison.Ordinal);

        async Task<string> WhyNotAsync(HeyGenJob job) =>
            (await Assert.ThrowsAsync<ArgumentException>(() => guard.ReserveAsync("heygen", job, cancellationToken: Token))).Message;
    }

    [Fact]
    public async Task Another_vendors_account_is_an_error()
    {
        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(
            () => Guard(HeyGenPlan.Pro).ReserveAsync("vzla", _video, cancellationToken: Token));

        Assert.Equal("A HeyGen job needs a HeyGen account, but 'vzla' is another vendor's.", error.Message);
    }

    private QuotaGuard Guard(HeyGenPlan? plan, QuotaGuardOptions? options = null, HeyGenApiVersion version = HeyGenApiVersion.Auto)
    {
        _ = Account;
        var provider = new HeyGenQuotaProvider(new QuotaProviderContext<HeyGenQuotaOptions>(new HeyGenQuotaOptions
        {
            ApiKey = VendorSamples.Key,
            BaseAddress = Simulator.HeyGen.BaseAddress,
            Plan = plan,
            Version = version,
        }));
        var client = new QuotaClient([provider]);
        _created.AddRange([provider, client]);
        return new QuotaGuard(client, options: options);
    }
}
