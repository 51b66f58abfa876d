namespace QuotaKit.Tests.Shared;

/// <content>Each call in each state.</content>
public abstract partial class LedgerContract
{
    /// <summary>The lease ends after ten minutes; the amount is 10 of 100.</summary>
    private const string Job = "job";

    [Theory]
    [InlineData(LedgerCall.Reserve, LedgerStart.None, LedgerOutcome.Done, QuotaReservationState.Held, 10, 0)]
    [InlineData(LedgerCall.Reserve, LedgerStart.Denied, LedgerOutcome.Denied, QuotaReservationState.Denied, 0, 0)]
    [InlineData(LedgerCall.Reserve, LedgerStart.Held, LedgerOutcome.Done, QuotaReservationState.Held, 10, 0)]
    [InlineData(LedgerCall.Reserve, LedgerStart.Committed, LedgerOutcome.Conflict, QuotaReservationState.Committed, 0, 10)]
    [InlineData(LedgerCall.Reserve, LedgerStart.Released, LedgerOutcome.Conflict, QuotaReservationState.Released, 0, 0)]
    [InlineData(LedgerCall.Reserve, LedgerStart.Expired, LedgerOutcome.Conflict, QuotaReservationState.Expired, 0, 10)]
    [InlineData(LedgerCall.ReserveNewer, LedgerStart.None, LedgerOutcome.Done, QuotaReservationState.Held, 10, 0)]
    [InlineData(LedgerCall.ReserveNewer, LedgerStart.Denied, LedgerOutcome.Done, QuotaReservationState.Held, 10, 0)]
    [InlineData(LedgerCall.ReserveNewer, LedgerStart.Held, LedgerOutcome.Done, QuotaReservationState.Held, 10, 0)]
    [InlineData(LedgerCall.ReserveNewer, LedgerStart.Committed, LedgerOutcome.Conflict, QuotaReservationState.Committed, 0, 10)]
    [InlineData(LedgerCall.ReserveNewer, LedgerStart.Released, LedgerOutcome.Conflict, QuotaReservationState.Released, 0, 0)]
    [InlineData(LedgerCall.ReserveNewer, LedgerStart.Expired, LedgerOutcome.Conflict, QuotaReservationState.Expired, 0, 10)]
    [InlineData(LedgerCall.ReserveOther, LedgerStart.None, LedgerOutcome.Done, QuotaReservationState.Held, 11, 0)]
    [InlineData(LedgerCall.ReserveOther, LedgerStart.Denied, LedgerOutcome.Done, QuotaReservationState.Held, 11, 0)]
    [InlineData(LedgerCall.ReserveOther, LedgerStart.Held, LedgerOutcome.Conflict, QuotaReservationState.Held, 10, 0)]
    [InlineData(LedgerCall.ReserveOther, LedgerStart.Committed, LedgerOutcome.Conflict, QuotaReservationState.Committed, 0, 10)]
    [InlineData(LedgerCall.ReserveOther, LedgerStart.Released, LedgerOutcome.Conflict, QuotaReservationState.Released, 0, 0)]
    [InlineData(LedgerCall.ReserveOther, LedgerStart.Expired, LedgerOutcome.Conflict, QuotaReservationState.Expired, 0, 10)]
    [InlineData(LedgerCall.Commit, LedgerStart.None, LedgerOutcome.Done, QuotaReservationState.Committed, 0, 10, true)]
    [InlineData(LedgerCall.Commit, LedgerStart.Denied, LedgerOutcome.Done, QuotaReservationState.Committed, 0, 10, true)]
    [InlineData(LedgerCall.Commit, LedgerStart.Held, LedgerOutcome.Done, QuotaReservationState.Committed, 0, 10)]
    [InlineData(LedgerCall.Commit, LedgerStart.Committed, LedgerOutcome.Done, QuotaReservationState.Committed, 0, 10)]
    [InlineData(LedgerCall.Commit, LedgerStart.Released, LedgerOutcome.Done, QuotaReservationState.Committed, 0, 10, true)]
    [InlineData(LedgerCall.Commit, LedgerStart.Expired, LedgerOutcome.Done, QuotaReservationState.Committed, 0, 10)]
    [InlineData(LedgerCall.CommitOther, LedgerStart.None, LedgerOutcome.Done, QuotaReservationState.Committed, 0, 7, true)]
    [InlineData(LedgerCall.CommitOther, LedgerStart.Denied, LedgerOutcome.Done, QuotaReservationState.Committed, 0, 7, true)]
    [InlineData(LedgerCall.CommitOther, LedgerStart.Held, LedgerOutcome.Done, QuotaReservationState.Committed, 0, 7)]
    [InlineData(LedgerCall.CommitOther, LedgerStart.Committed, LedgerOutcome.Conflict, QuotaReservationState.Committed, 0, 10)]
    [InlineData(LedgerCall.CommitOther, LedgerStart.Released, LedgerOutcome.Done, QuotaReservationState.Committed, 0, 7, true)]
    [InlineData(LedgerCall.CommitOther, LedgerStart.Expired, LedgerOutcome.Done, QuotaReservationState.Committed, 0, 7)]
    [InlineData(LedgerCall.Release, LedgerStart.None, LedgerOutcome.Done, QuotaReservationState.Released, 0, 0)]
    [InlineData(LedgerCall.Release, LedgerStart.Denied, LedgerOutcome.Done, QuotaReservationState.Denied, 0, 0)]
    [InlineData(LedgerCall.Release, LedgerStart.Held, LedgerOutcome.Done, QuotaReservationState.Released, 0, 0)]
    [InlineData(LedgerCall.Release, LedgerStart.Committed, LedgerOutcome.Conflict, QuotaReservationState.Committed, 0, 10)]
    [InlineData(LedgerCall.Release, LedgerStart.Released, LedgerOutcome.Done, QuotaReservationState.Released, 0, 0)]
    [InlineData(LedgerCall.Release, LedgerStart.Expired, LedgerOutcome.Conflict, QuotaReservationState.Expired, 0, 10)]
    [InlineData(LedgerCall.ReleaseEarlier, LedgerStart.Held, LedgerOutcome.Conflict, QuotaReservationState.Held, 10, 0)]
    [InlineData(LedgerCall.Renew, LedgerStart.None, LedgerOutcome.Conflict, null, 0, 0)]
    [InlineData(LedgerCall.Renew, LedgerStart.Denied, LedgerOutcome.Conflict, QuotaReservationState.Denied, 0, 0)]
    [InlineData(LedgerCall.Renew, LedgerStart.Held, LedgerOutcome.Done, QuotaReservationState.Held, 10, 0)]
    [InlineData(LedgerCall.Renew, LedgerStart.Committed, LedgerOutcome.Conflict, QuotaReservationState.Committed, 0, 10)]
    [InlineData(LedgerCall.Renew, LedgerStart.Released, LedgerOutcome.Conflict, QuotaReservationState.Released, 0, 0)]
    [InlineData(LedgerCall.Renew, LedgerStart.Expired, LedgerOutcome.Conflict, QuotaReservationState.Expired, 0, 10)]
    [InlineData(LedgerCall.Withdraw, LedgerStart.None, LedgerOutcome.Done, QuotaReservationState.Denied, 0, 0)]
    [InlineData(LedgerCall.Withdraw, LedgerStart.Denied, LedgerOutcome.Done, QuotaReservationState.Denied, 0, 0)]
    [InlineData(LedgerCall.Withdraw, LedgerStart.Held, LedgerOutcome.Done, QuotaReservationState.Denied, 0, 0)]
    [InlineData(LedgerCall.Withdraw, LedgerStart.Committed, LedgerOutcome.Done, QuotaReservationState.Committed, 0, 10)]
    [InlineData(LedgerCall.Withdraw, LedgerStart.Released, LedgerOutcome.Done, QuotaReservationState.Released, 0, 0)]
    [InlineData(LedgerCall.Withdraw, LedgerStart.Expired, LedgerOutcome.Done, QuotaReservationState.Expired, 0, 10)]
    [InlineData(LedgerCall.WithdrawOther, LedgerStart.Held, LedgerOutcome.Done, QuotaReservationState.Held, 10, 0)]
    public async Task Call_in_a_state_does_what_the_table_says(
        LedgerCall call, LedgerStart start, LedgerOutcome outcome, QuotaReservationState? state, int held, int spent, bool isFlagged = false)
    {
        await StartAsync(start);

        var decision = await CallAsync(call);

        Assert.Equal((outcome, state), (decision.Outcome, decision.Hold?.State));
        Assert.Equal(isFlagged, decision.Hold?.IsFlagged ?? false);
        await AssertPositionAsync(held, spent);
        var found = await Ledger.FindAsync(Job, Token);
        Assert.Equal((state, isFlagged), (found?.State, found?.IsFlagged ?? false));
        // A copy of the call that arrives later changes nothing more.
        await CallAsync(call);
        Assert.Equal(state, (await Ledger.FindAsync(Job, Token))?.State);
        await AssertPositionAsync(held, spent);
    }

    private async Task StartAsync(LedgerStart start)
    {
        await AnswerAsync(start == LedgerStart.Denied ? 5 : 100);
        if (start == LedgerStart.None)
            return;

        var reserved = await ReserveAsync(Job, Spend(10) with { IsAsked = true });
        Assert.Equal(start == LedgerStart.Denied ? LedgerOutcome.Denied : LedgerOutcome.Done, reserved.Outcome);
        if (start == LedgerStart.Denied)
            await AnswerAsync(100);
        else if (start == LedgerStart.Committed)
            AssertDone(await CommitAsync(Job, Spend(10)));
        else if (start == LedgerStart.Released)
            AssertDone(await ReleaseAsync(Job, Spend(10)));
        else if (start == LedgerStart.Expired)
            AdvanceMinutes(11);
    }

    private async Task<LedgerDecision> CallAsync(LedgerCall call) => call switch
    {
        LedgerCall.Reserve => await ReserveAsync(Job, Spend(10)),
        LedgerCall.ReserveNewer => await ReserveAsync(Job, Spend(10), First + 1),
        LedgerCall.ReserveOther => await ReserveAsync(Job, Spend(11), First + 1),
        LedgerCall.Commit => await CommitAsync(Job, Spend(10)),
        LedgerCall.CommitOther => await CommitAsync(Job, Spend(10), 7),
        LedgerCall.Release => await ReleaseAsync(Job, Spend(10)),
        LedgerCall.ReleaseEarlier => await ReleaseAsync(Job, Spend(10), First - 1),
        LedgerCall.Renew => await Ledger.RenewAsync(Job, TimeSpan.FromMinutes(20), Token),
        LedgerCall.Withdraw => await WithdrawAsync(Job, Spend(10)),
        _ => await WithdrawAsync(Job, Spend(10), First - 1),
    };
}
