using QuotaKit.Tests.Shared;

namespace QuotaKit.Sqlite.Tests;

/// <summary>Tests of what the ledger forgets, and when.</summary>
public sealed class RetentionTests : SqliteTest
{
    private static readonly TimeSpan _retention = TimeSpan.FromDays(2);

    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Settled_reservations_are_forgotten_after_the_retention()
    {
        await using var ledger = new SqliteQuotaLedger(File, _clock, _retention);
        await ReserveAsync(ledger, "old");
        await SettleAsync(ledger, "old", LedgerSettlementKind.Commit);
        await SettleAsync(ledger, "tombstone", LedgerSettlementKind.Withdraw);
        _clock.Advance(_retention / 2);
        await ReserveAsync(ledger, "new");
        await SettleAsync(ledger, "new", LedgerSettlementKind.Release);
        _clock.Advance((_retention / 2) + TimeSpan.FromSeconds(1));

        await ledger.PruneAsync();

        Assert.Null(await ledger.FindAsync("old", Token));
        Assert.Null(await ledger.FindAsync("tombstone", Token));
        Assert.NotNull(await ledger.FindAsync("new", Token));
    }

    [Fact]
    public async Task Totals_outlive_the_reservations()
    {
        await using var ledger = new SqliteQuotaLedger(File, _clock, _retention);
        await ReserveAsync(ledger, "old");
        await SettleAsync(ledger, "old", LedgerSettlementKind.Commit);
        _clock.Advance(_retention * 2);

        await ledger.PruneAsync();

        Assert.Equal(10, (await ledger.GetPositionAsync("acme", "credits", Token))?.Spent);
    }

    [Fact]
    public async Task Open_reservations_are_kept_until_their_lease_has_been_ended()
    {
        await using var ledger = new SqliteQuotaLedger(File, _clock, _retention);
        await ReserveAsync(ledger, "abandoned");
        _clock.Advance(_retention * 2);

        await ledger.PruneAsync();
        var position = await ledger.GetPositionAsync("acme", "credits", Token);

        Assert.Equal((0, 10), (position?.Held, position?.Spent));
        Assert.Equal(QuotaReservationState.Expired, (await ledger.FindAsync("abandoned", Token))?.State);
        await ledger.PruneAsync();
        Assert.Null(await ledger.FindAsync("abandoned", Token));
    }

    [Fact]
    public async Task More_than_one_batch_is_removed()
    {
        await using var ledger = new SqliteQuotaLedger(File, _clock, _retention);
        await ReserveAsync(ledger, "job");
        await SettleAsync(ledger, "job", LedgerSettlementKind.Commit);
        Execute(
            """
            INSERT INTO line SELECT number + value, id || '-' || value, position, state, attempt, made_by, reserved_at, expires_at, settled_at, is_flagged,
                keeps_slots, is_open, note, account, wallet, asked_balance, balance, unit, amount, actual, reserve, budget, budget_limit, period, concurrency,
                concurrency_limit, has_slot
            FROM line JOIN (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 2999) SELECT value FROM n)
            """);
        Assert.Equal(3000L, Execute("SELECT COUNT(*) FROM line"));
        _clock.Advance(_retention * 2);

        await ledger.PruneAsync();

        Assert.Equal(0L, Execute("SELECT COUNT(*) FROM line"));
    }

    [Fact]
    public async Task Settling_removes_old_reservations_in_the_background()
    {
        await using (var ledger = new SqliteQuotaLedger(File, _clock, _retention))
        {
            await ReserveAsync(ledger, "old");
            await SettleAsync(ledger, "old", LedgerSettlementKind.Commit);
            _clock.Advance(_retention * 2);
            await ReserveAsync(ledger, "new");
            await SettleAsync(ledger, "new", LedgerSettlementKind.Commit);

            // The same settlement again changes nothing. It starts what could not start while the first run was in progress.
            while (await ledger.FindAsync("old", Token) is not null)
                await SettleAsync(ledger, "new", LedgerSettlementKind.Commit);
        }

        Assert.Equal("new", Execute("SELECT GROUP_CONCAT(id) FROM line"));
    }
}
