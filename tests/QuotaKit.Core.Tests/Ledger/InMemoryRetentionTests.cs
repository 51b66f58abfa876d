using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Ledger;

/// <summary>The time for which the ledger in memory remembers what was settled: a day, or longer if asked to.</summary>
public sealed class InMemoryRetentionTests
{
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    private readonly FakeClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Settled_reservation_is_forgotten_after_its_retention(int? days)
    {
        var ledger = new InMemoryQuotaLedger(_clock, days * _day);
        await HoldAsync(ledger, "held");
        foreach (var kind in Enum.GetValues<LedgerSettlementKind>())
        {
            await HoldAsync(ledger, $"{kind}");
            await SettleAsync(ledger, $"{kind}", kind);
        }

        _clock.Advance((days ?? 1) * _day);
        await SettleAsync(ledger, "later", LedgerSettlementKind.Commit);
        Assert.Equal(3, await CountAsync(ledger));
        _clock.Advance(TimeSpan.FromMicroseconds(1));
        await SettleAsync(ledger, "latest", LedgerSettlementKind.Commit);

        Assert.Equal(0, await CountAsync(ledger));
        // What nobody has settled stays.
        Assert.NotNull(await ledger.FindAsync("held", Token));
        Assert.NotNull(await ledger.FindAsync("later", Token));
    }

    [Fact]
    public async Task Reservation_that_was_released_first_and_committed_later_is_remembered_from_the_commit_on()
    {
        var ledger = new InMemoryQuotaLedger(_clock);
        await HoldAsync(ledger, "a");
        await SettleAsync(ledger, "a", LedgerSettlementKind.Release);
        _clock.Advance(_day / 2);
        await SettleAsync(ledger, "a", LedgerSettlementKind.Commit);
        _clock.Advance(_day * 0.75);
        await SettleAsync(ledger, "later", LedgerSettlementKind.Commit);

        Assert.Equal(QuotaReservationState.Committed, (await ledger.FindAsync("a", Token))?.State);
    }

    [Fact]
    public async Task Commit_that_keeps_a_slot_is_remembered_until_the_slot_is_free()
    {
        var ledger = new InMemoryQuotaLedger(_clock);
        var spend = Spend with { Concurrency = new QuotaConcurrency("acme", "videos", 1) };
        await ledger.ReserveAsync(Reserve("job") with { Spends = [spend] }, Token);
        await ledger.SettleAsync(
            new LedgerSettlement { Id = "job", Attempt = 1, Kind = LedgerSettlementKind.Commit, Spends = [spend], KeepsSlots = true }, Token);

        _clock.Advance(2 * _day);
        await SettleAsync(ledger, "later", LedgerSettlementKind.Commit);

        Assert.Equal(LedgerOutcome.Done, (await ledger.RenewAsync("job", _day, Token)).Outcome);
        await ledger.SettleAsync(new LedgerSettlement { Id = "job", Attempt = 1, Kind = LedgerSettlementKind.Release, Spends = [spend] }, Token);
        _clock.Advance(2 * _day);
        await SettleAsync(ledger, "latest", LedgerSettlementKind.Commit);
        Assert.Null(await ledger.FindAsync("job", Token));
    }

    [Fact]
    public async Task Times_are_whole_microseconds_as_in_a_database()
    {
        var start = _clock.GetUtcNow();
        var ledger = new InMemoryQuotaLedger(_clock);
        _clock.Advance(TimeSpan.FromTicks(17));

        Assert.Equal(start + TimeSpan.FromMicroseconds(1), (await HoldAsync(ledger, "a")).Now);
    }

    private static async Task<int> CountAsync(InMemoryQuotaLedger ledger)
    {
        var count = 0;
        foreach (var kind in Enum.GetValues<LedgerSettlementKind>())
            count += await ledger.FindAsync($"{kind}", Token) is null ? 0 : 1;
        return count;
    }

    private static LedgerSpend Spend { get; } = new() { Account = "acme", Wallet = "acme", Amount = 1, Unit = QuotaUnit.Credits, IsAsked = true };

    private static LedgerReserve Reserve(string id) =>
        new() { Id = id, Attempt = 1, Spends = [Spend], Lease = 9 * _day, MaxAge = TimeSpan.Zero, AllowsUnknown = true };

    private static async Task<LedgerDecision> HoldAsync(InMemoryQuotaLedger ledger, string id)
    {
        var decision = await ledger.ReserveAsync(Reserve(id), Token);
        Assert.Equal(LedgerOutcome.Done, decision.Outcome);
        return decision;
    }

    private static async Task SettleAsync(InMemoryQuotaLedger ledger, string id, LedgerSettlementKind kind)
    {
        var decision = await ledger.SettleAsync(new LedgerSettlement { Id = id, Attempt = 1, Kind = kind, Spends = [Spend] }, Token);
        Assert.Equal(LedgerOutcome.Done, decision.Outcome);
    }
}
