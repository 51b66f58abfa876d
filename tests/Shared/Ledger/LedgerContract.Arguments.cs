namespace QuotaKit.Tests.Shared;

/// <content>Calls that come to nothing: without their argument, or cancelled before they begin.</content>
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Missing_argument_is_named()
    {
        await Assert.ThrowsAsync<ArgumentNullException>("reserve", async () => await Ledger.ReserveAsync(null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>("settlement", async () => await Ledger.SettleAsync(null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>("id", async () => await Ledger.RenewAsync(null!, TimeSpan.FromMinutes(1), Token));
        await Assert.ThrowsAsync<ArgumentNullException>("id", async () => await Ledger.FindAsync(null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>("wallet", async () => await Ledger.GetPositionAsync(null!, null, Token));
        await Assert.ThrowsAsync<ArgumentNullException>("wallet", async () => await Ledger.BeginPollAsync(null!, null, Token));
        await Assert.ThrowsAsync<ArgumentNullException>("answer", async () => await Ledger.OfferAsync(null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>("wallet", async () => await Ledger.ExpireAnswerAsync(null!, Token));
    }

    [Fact]
    public async Task Call_that_was_cancelled_before_changes_nothing()
    {
        var ticket = await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(10)));
        var before = await Ledger.FindAsync("a", Token);
        var cancelled = new CancellationToken(canceled: true);
        var reserve = new LedgerReserve { Id = "b", Attempt = First, Spends = [Spend(10)], Lease = TimeSpan.FromHours(1), MaxAge = TimeSpan.FromMinutes(1) };
        var commit = new LedgerSettlement { Id = "a", Attempt = First, Kind = LedgerSettlementKind.Commit, Spends = [Spend(10)] };
        var answer = new LedgerAnswer
        {
            Wallet = Acme,
            Ticket = new LedgerTicket(ticket.Number + 1, ticket.Time),
            Snapshot = Snapshots.Of(Snapshots.Credits(5)),
            SettlementLag = TimeSpan.Zero,
        };

        await AssertCancelledAsync(async () => await Ledger.BeginAttemptAsync(cancelled));
        await AssertCancelledAsync(async () => await Ledger.ReserveAsync(reserve, cancelled));
        await AssertCancelledAsync(async () => await Ledger.SettleAsync(commit, cancelled));
        await AssertCancelledAsync(async () => await Ledger.RenewAsync("a", TimeSpan.FromHours(9), cancelled));
        await AssertCancelledAsync(async () => await Ledger.FindAsync("a", cancelled));
        await AssertCancelledAsync(async () => await Ledger.ListAsync(null, cancelled).ToListAsync(cancelled));
        await AssertCancelledAsync(async () => await Ledger.GetPositionAsync(Acme, null, cancelled));
        await AssertCancelledAsync(async () => await Ledger.BeginPollAsync(Acme, null, cancelled));
        await AssertCancelledAsync(async () => await Ledger.OfferAsync(answer, cancelled));
        await AssertCancelledAsync(async () => await Ledger.ExpireAnswerAsync(Acme, cancelled));

        Assert.Null(await Ledger.FindAsync("b", Token));
        Assert.Equal((before!.State, before.ExpiresAt), await Ledger.FindAsync("a", Token) is { } a ? (a.State, a.ExpiresAt) : default);
        var position = await AssertPositionAsync(10, 0);
        Assert.Equal((100, ticket.Time), (position.Remaining, position.AskedAt));

        static Task AssertCancelledAsync(Func<Task> call) => Assert.ThrowsAnyAsync<OperationCanceledException>(call);
    }
}
