namespace QuotaKit.Testing.Tests.Guard;

/// <summary>Each fault of the simulated ledger, as an app's guard sees it.</summary>
public sealed class LedgerSimulatorTests : GuardTest
{
    [Fact]
    public async Task Without_a_fault_it_holds_and_commits()
    {
        var guard = Guard();

        var hold = await guard.ReserveAsync(Credits(12), cancellationToken: Token);
        await hold.CommitAsync(11.5m, Token);

        Assert.Equal(8.5m, (await guard.GetPositionAsync("heygen", cancellationToken: Token)).Available);
    }

    [Fact]
    public async Task Denying_denies_what_is_new_only()
    {
        var guard = Guard();
        await guard.ReserveAsync(Credits(1), new() { Id = "job-1" }, Token);
        Ledger.IsDenying = true;

        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(() => guard.ReserveAsync(Credits(1), cancellationToken: Token));

        Assert.Equal((1, 0), (error.Needed, error.Available));
        Assert.False((await guard.ReserveAsync(Credits(1), new() { Id = "job-1" }, Token)).IsNew);
        Ledger.IsDenying = false;
        await guard.ReserveAsync(Credits(1), cancellationToken: Token);
    }

    [Fact]
    public async Task A_ledger_that_is_down_fails_every_call()
    {
        var guard = Guard();
        var hold = await guard.ReserveAsync(Credits(1), cancellationToken: Token);
        Ledger.IsDown = true;

        Assert.All(
            [
                await FailureOf(() => guard.ReserveAsync(Credits(1), cancellationToken: Token)),
                await FailureOf(() => guard.ReserveAsync(Credits(1), new() { Id = "job-1" }, Token)),
                await FailureOf(() => hold.CommitAsync(Token)),
                await FailureOf(() => hold.RenewAsync(TimeSpan.FromHours(2), Token)),
                await FailureOf(() => guard.FindAsync("job-1", Token)),
                await FailureOf(() => guard.GetPositionAsync("heygen", cancellationToken: Token)),
                await FailureOf(() => guard.ListAsync(cancellationToken: Token).GetAsyncEnumerator(Token).MoveNextAsync().AsTask()),
            ],
            e => Assert.Equal((QuotaErrorKind.Ledger, true), (e.Kind, e.IsTransient)));

        Ledger.IsDown = false;
        await hold.CommitAsync(Token);
    }

    [Fact]
    public async Task A_lost_reply_was_recorded()
    {
        var guard = Guard();
        var hold = await guard.ReserveAsync(Credits(12), cancellationToken: Token);
        Ledger.LoseNextReply();

        await FailureOf(() => hold.CommitAsync(Token));

        Assert.Equal(QuotaReservationState.Committed, (await guard.FindAsync(hold.Id, Token))!.State);
        await hold.CommitAsync(Token);
        Assert.False(hold.IsFlagged);
    }

    [Fact]
    public async Task A_reservation_whose_reply_was_lost_is_withdrawn()
    {
        var guard = Guard();
        await guard.GetPositionAsync("heygen", cancellationToken: Token);
        Ledger.LoseNextReply();

        await FailureOf(() => guard.ReserveAsync(Credits(12), cancellationToken: Token));

        Assert.Equal(20, (await guard.GetPositionAsync("heygen", cancellationToken: Token)).Available);
    }

    [Fact]
    public async Task Expired_holds_count_as_spent()
    {
        var guard = Guard();
        var hold = await guard.ReserveAsync(Credits(12), cancellationToken: Token);

        await Ledger.ExpireHoldsAsync(Token);

        Assert.Equal(QuotaReservationState.Expired, (await guard.FindAsync(hold.Id, Token))!.State);
        Assert.Equal(8, (await guard.GetPositionAsync("heygen", cancellationToken: Token)).Available);
        var error = await Assert.ThrowsAsync<QuotaReservationException>(() => hold.ReleaseAsync(Token));
        Assert.Equal(QuotaErrorKind.Conflict, error.Kind);
    }

    [Fact]
    public async Task A_slow_ledger_waits_by_its_clock()
    {
        Ledger.Delay = TimeSpan.FromSeconds(3);
        var finding = Guard().FindAsync("job-1", Token);
        await Clock.TimerAsync(due => due == TimeSpan.FromSeconds(3));

        Assert.False(finding.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Null(await finding);
    }

    [Fact]
    public async Task A_slow_ledger_can_be_cancelled()
    {
        Ledger.Delay = TimeSpan.FromSeconds(3);
        using var stop = new CancellationTokenSource();
        var finding = Guard().FindAsync("job-1", stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => finding);
    }

    [Fact]
    public void A_negative_delay_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Ledger.Delay = TimeSpan.FromTicks(-1));

    private static Task<QuotaException> FailureOf(Func<Task> call) => Assert.ThrowsAsync<QuotaException>(call);
}
