using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Guard;

/// <summary>Traces of what the guard did: log events, counted outcomes and gauges of amounts.</summary>
public sealed class GuardTelemetryTests : IDisposable
{
    private const int Expired = 16;

    private readonly FakeClock _clock = new();
    private readonly string _own = Guid.NewGuid().ToString("n");
    private readonly AcmeVendor _vendor;
    private readonly GuardEvents _events;
    private readonly QuotaClient _client;
    private readonly QuotaGuard _guard;

    public GuardTelemetryTests()
    {
        _vendor = new AcmeVendor(100, $"acme/{_own}");
        _events = new GuardEvents(_own);
        _client = new QuotaClient([_vendor], new QuotaClientOptions { FailureCacheDuration = TimeSpan.Zero }, _clock);
        _guard = new QuotaGuard(_client, new InMemoryQuotaLedger(_clock), timeProvider: _clock, logger: _events);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Late_release_counts_the_expiry_once()
    {
        var hold = await ReserveAsync(12);
        _clock.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<QuotaReservationException>(() => hold.ReleaseAsync(Token));
        await Assert.ThrowsAsync<QuotaReservationException>(() => hold.RenewAsync(TimeSpan.FromHours(1), Token));

        Assert.Contains($"The lease of {hold.Id} of acme/{_own} ended", Assert.Single(_events.Logged(Expired)), StringComparison.Ordinal);
        Assert.Equal(["reserved", "expired"], _events.Outcomes);
    }

    [Fact]
    public async Task Late_renewal_counts_the_expiry()
    {
        var hold = await ReserveAsync(12);
        _clock.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<QuotaReservationException>(() => hold.RenewAsync(TimeSpan.FromHours(1), Token));

        Assert.Equal(["reserved", "expired"], _events.Outcomes);
    }

    [Fact]
    public async Task Late_commit_counts_the_expiry_too()
    {
        var hold = await ReserveAsync(12);
        _clock.Advance(TimeSpan.FromHours(1));

        await hold.CommitAsync(Token);
        await hold.CommitAsync(Token);

        Assert.Single(_events.Logged(Expired));
        Assert.Equal(["reserved", "committed", "expired", "committed"], _events.Outcomes);
    }

    [Fact]
    public async Task Commit_in_time_is_no_expiry()
    {
        var hold = await ReserveAsync(12);
        _clock.Advance(TimeSpan.FromMinutes(59));

        await hold.CommitAsync(keepSlot: true, Token);
        _clock.Advance(TimeSpan.FromHours(2));
        await hold.ReleaseAsync(Token);

        Assert.Empty(_events.Logged(Expired));
        Assert.Equal(["reserved", "committed", "released"], _events.Outcomes);
    }

    [Fact]
    public async Task Work_that_finds_its_lease_ended_counts_the_expiry()
    {
        await ReserveAsync(12, "job");
        var found = (await _guard.FindAsync("job", Token))!;
        _clock.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<QuotaReservationException>(() => LeaseKeeper.StartAsync(found, Token));

        Assert.Equal(["reserved", "expired"], _events.Outcomes);
    }

    [Fact]
    public async Task Gauges_tell_the_last_position_without_asking_anybody()
    {
        Assert.Empty(_events.Scrape());
        await (await ReserveAsync(12)).CommitAsync(Token);
        await ReserveAsync(30);
        await _guard.GetPositionAsync($"acme/{_own}", cancellationToken: Token);
        var asked = _vendor.Asked;
        string[] expected = ["quotakit.guard.held acme credits 30 credits", "quotakit.guard.spent acme credits 12 credits"];

        Assert.Equal(expected, _events.Scrape());
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(expected, _events.Scrape());
        Assert.Equal(asked, _vendor.Asked);
    }

    [Fact]
    public async Task Gauges_stop_when_the_position_is_old()
    {
        await ReserveAsync(12);
        await _guard.GetPositionAsync($"acme/{_own}", cancellationToken: Token);
        _clock.Advance(TimeSpan.FromMinutes(16));

        Assert.Empty(_events.Scrape());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("credits")]
    public async Task Account_of_which_nothing_is_known_has_no_point(string? balance)
    {
        _vendor.Error = new QuotaException(QuotaErrorKind.Unavailable, "acme", "Down.");
        await _guard.GetPositionAsync($"acme/{_own}", balance, Token);

        Assert.Empty(_events.Scrape());
    }

    public void Dispose()
    {
        _client.Dispose();
        _events.Dispose();
    }

    private Task<QuotaReservation> ReserveAsync(decimal amount, string? id = null) =>
        _guard.ReserveAsync(new($"acme/{_own}", amount, QuotaUnit.Credits), new() { Id = id }, Token);
}
