namespace QuotaKit.Core.Tests.Guard;

/// <summary>Work under a reservation.</summary>
public sealed class GuardSpendTests : GuardTest
{
    [Fact]
    public async Task Work_that_succeeds_is_committed()
    {
        var hold = await Guard().SpendAsync(
            Credits(12),
            (hold, _) =>
            {
                Assert.Equal(QuotaReservationState.Held, hold.State);
                return Task.CompletedTask;
            },
            cancellationToken: Token);

        Assert.Equal((QuotaReservationState.Committed, 12), (hold.State, hold.Actual!.Single()));
        Assert.Equal(0, Clock.TimerCount);
    }

    [Fact]
    public async Task Work_that_fails_leaves_the_hold()
    {
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => FailAsync(releaseOnFailure: false));

        Assert.Equal(QuotaReservationState.Held, (await Guard().FindAsync("job", Token))?.State);
        Assert.Equal(0, Clock.TimerCount);
    }

    [Fact]
    public async Task Work_that_fails_is_released_if_asked_to()
    {
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => FailAsync(releaseOnFailure: true));

        Assert.Equal(QuotaReservationState.Released, (await Guard().FindAsync("job", Token))?.State);
    }

    [Fact]
    public async Task Hold_of_an_earlier_life_is_never_released()
    {
        await Guard().ReserveAsync(Credits(12), new() { Id = "job" }, Token);

        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => FailAsync(releaseOnFailure: true));

        Assert.Equal(QuotaReservationState.Held, (await Guard().FindAsync("job", Token))?.State);
    }

    [Fact]
    public async Task Failure_of_the_release_does_not_hide_that_of_the_work()
    {
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => Guard().SpendAsync(
            Credits(12),
            async (hold, ct) =>
            {
                // Another process finds the hold and takes it over. The release is then refused.
                await Guard().ReserveAsync(Credits(12), new() { Id = hold.Id }, ct);
                throw new TimeZoneNotFoundException();
            },
            releaseOnFailure: true,
            cancellationToken: Token));
    }

    [Fact]
    public async Task Failed_work_that_committed_is_not_released()
    {
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => Guard().SpendAsync(
            Credits(12),
            async (hold, ct) =>
            {
                await hold.CommitAsync(11, ct);
                throw new TimeZoneNotFoundException();
            },
            releaseOnFailure: true,
            new() { Id = "job" },
            Token));

        Assert.Equal([11], (await Guard().FindAsync("job", Token))!.Actual!);
    }

    [Fact]
    public async Task Work_may_commit_what_it_really_cost()
    {
        var hold = await Guard().SpendAsync(Credits(12), (hold, ct) => hold.CommitAsync(11.5m, ct), cancellationToken: Token);

        Assert.Equal([11.5m], hold.Actual!);
    }

    [Fact]
    public async Task Work_may_release_what_it_did_not_need()
    {
        var hold = await Guard().SpendAsync(Credits(12), (hold, ct) => hold.ReleaseAsync(ct), cancellationToken: Token);

        Assert.Equal((QuotaReservationState.Released, false), (hold.State, hold.IsFlagged));
        Assert.Equal(100, (await Guard().GetPositionAsync("acme", cancellationToken: Token)).Available);
    }

    [Fact]
    public async Task Cancelled_work_leaves_the_hold()
    {
        using var cancelled = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Guard().SpendAsync(
            Credits(12),
            async (_, ct) =>
            {
                await cancelled.CancelAsync();
                ct.ThrowIfCancellationRequested();
            },
            options: new() { Id = "job" },
            cancellationToken: cancelled.Token));

        Assert.Equal(QuotaReservationState.Held, (await Guard().FindAsync("job", Token))?.State);
    }

    [Fact]
    public async Task Lease_is_renewed_while_the_work_runs()
    {
        var working = new TaskCompletionSource();
        var lease = TimeSpan.FromMinutes(10);
        var running = Guard().SpendAsync(Credits(12), (_, _) => working.Task, options: new() { Id = "job", Lease = lease }, cancellationToken: Token);

        for (var i = 0; i < 5; i++)
        {
            await Clock.TimerAsync(left => left > TimeSpan.FromMinutes(4));
            Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(QuotaReservationState.Held, (await Guard().FindAsync("job", Token))?.State);
        working.SetResult();
        Assert.Equal((QuotaReservationState.Committed, false), await running is var hold ? (hold.State, hold.IsFlagged) : default);
        Assert.Equal(0, Clock.TimerCount);
    }

    [Fact]
    public async Task Work_does_not_start_after_the_end_of_the_lease()
    {
        await Guard().ReserveAsync(Credits(12), new() { Id = "job", Lease = TimeSpan.FromMinutes(5) }, Token);
        Clock.Advance(TimeSpan.FromMinutes(6));

        await Assert.ThrowsAsync<QuotaReservationException>(() => Guard().SpendAsync(
            Credits(12), (_, _) => throw new InvalidOperationException("It started."), options: new() { Id = "job" }, cancellationToken: Token));
    }

    private Task<QuotaReservation> FailAsync(bool releaseOnFailure) => Guard().SpendAsync(
        Credits(12), (_, _) => throw new TimeZoneNotFoundException(), releaseOnFailure, new() { Id = "job" }, Token);
}
