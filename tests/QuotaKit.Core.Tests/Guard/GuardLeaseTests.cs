namespace QuotaKit.Core.Tests.Guard;

/// <summary>Leases that are renewed while something else happens.</summary>
public sealed class GuardLeaseTests : GuardTest
{
    [Fact]
    public async Task Late_reply_of_a_renewal_does_not_undo_a_release()
    {
        var relay = new RelayLedger(Ledger) { HoldsRenewals = new TaskCompletionSource() };
        var hold = await Guard(relay).ReserveAsync(Credits(12), cancellationToken: Token);

        var renewal = hold.RenewAsync(TimeSpan.FromHours(2), Token);
        await hold.ReleaseAsync(Token);
        relay.HoldsRenewals.SetResult();
        await renewal;

        Assert.Equal(QuotaReservationState.Released, hold.State);
    }

    [Fact]
    public async Task Hold_of_an_earlier_life_is_renewed_before_the_work_starts()
    {
        await Guard().ReserveAsync(Credits(12), new() { Id = "job", Lease = TimeSpan.FromMinutes(10) }, Token);
        Clock.Advance(TimeSpan.FromMinutes(9.9));
        var reserve = new QuotaReserveOptions { Id = "job", Lease = TimeSpan.FromMinutes(10) };

        await Guard().SpendAsync(
            Credits(12),
            (hold, _) =>
            {
                Assert.Equal(Clock.GetUtcNow() + TimeSpan.FromMinutes(10), hold.ExpiresAt);
                return Task.CompletedTask;
            },
            options: reserve, cancellationToken: Token);
    }

    [Fact]
    public async Task Release_of_an_unknown_id_is_no_reservation_to_find()
    {
        var hold = await Guard(new InMemoryQuotaLedger(Clock)).ReserveAsync(Credits(12), new() { Id = "job" }, Token);
        var relay = new RelayLedger(Ledger);
        await Ledger.SettleAsync(new() { Id = hold.Id, Attempt = 2, Kind = LedgerSettlementKind.Release, Spends = [] }, Token);

        Assert.Null(await Guard(relay).FindAsync("job", Token));
    }

    [Fact]
    public void Retention_below_a_day_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("retention", () => new InMemoryQuotaLedger(Clock, TimeSpan.FromHours(1)));
}
