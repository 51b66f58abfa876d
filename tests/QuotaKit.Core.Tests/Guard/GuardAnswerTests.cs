namespace QuotaKit.Core.Tests.Guard;

/// <summary>When the guard asks the vendor, and what it does without an answer.</summary>
public sealed class GuardAnswerTests : GuardTest
{
    [Fact]
    public async Task Answer_is_used_for_a_minute()
    {
        var guard = Guard();
        await guard.ReserveAsync(Credits(1), cancellationToken: Token);
        Clock.Advance(TimeSpan.FromSeconds(60));
        await guard.ReserveAsync(Credits(1), cancellationToken: Token);
        Assert.Equal(1, Vendor.Asked);
        Clock.Advance(TimeSpan.FromSeconds(1));

        await guard.ReserveAsync(Credits(1), cancellationToken: Token);

        Assert.Equal(2, Vendor.Asked);
    }

    [Fact]
    public async Task Nobody_is_denied_because_of_an_old_answer()
    {
        var guard = Guard();
        await guard.ReserveAsync(Credits(1), cancellationToken: Token);
        Vendor.Remaining = 500;
        Clock.Advance(TimeSpan.FromSeconds(3));

        await guard.ReserveAsync(Credits(200), cancellationToken: Token);

        Assert.Equal(2, Vendor.Asked);
    }

    [Fact]
    public async Task Denial_within_two_seconds_asks_nobody()
    {
        var guard = Guard();
        await guard.ReserveAsync(Credits(1), cancellationToken: Token);
        Clock.Advance(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAsync<InsufficientQuotaException>(() => guard.ReserveAsync(Credits(200), cancellationToken: Token));

        Assert.Equal(1, Vendor.Asked);
    }

    [Fact]
    public async Task Vendor_that_is_down_denies_with_its_error()
    {
        Vendor.Error = new QuotaException(QuotaErrorKind.Unavailable, "acme", "Acme is down.");
        var guard = Guard();

        Assert.Same(Vendor.Error, await Assert.ThrowsAsync<QuotaException>(() => guard.ReserveAsync(Credits(1), cancellationToken: Token)));

        var position = await guard.GetPositionAsync("acme", cancellationToken: Token);
        Assert.Equal((null, null, null), (position.Remaining, position.Available, position.AsOf));
        // Not asked again by each caller.
        Assert.Equal(1, Vendor.Asked);
        Vendor.Error = null;
        Clock.Advance(TimeSpan.FromSeconds(2));
        await guard.ReserveAsync(Credits(1), cancellationToken: Token);
    }

    [Fact]
    public async Task Vendor_that_is_down_is_allowed_if_asked_to()
    {
        Vendor.Error = new QuotaException(QuotaErrorKind.Unavailable, "acme", "Acme is down.");
        var guard = Guard();

        var hold = await guard.ReserveAsync(Credits(1), new() { WhenUnknown = QuotaUnknownPolicy.Allow }, Token);
        await hold.CommitAsync(Token);

        Vendor.Error = null;
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal((100, 1), await guard.GetPositionAsync("acme", cancellationToken: Token) is var p ? (p.Remaining, p.Spent) : default);
    }

    [Fact]
    public async Task Vendor_that_went_down_is_not_needed_for_a_minute()
    {
        var guard = Guard();
        await guard.ReserveAsync(Credits(1), cancellationToken: Token);
        Vendor.Error = new QuotaException(QuotaErrorKind.Unavailable, "acme", "Acme is down.");
        Clock.Advance(TimeSpan.FromSeconds(59));

        await guard.ReserveAsync(Credits(1), cancellationToken: Token);
        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Same(Vendor.Error, await Assert.ThrowsAsync<QuotaException>(() => guard.ReserveAsync(Credits(1), cancellationToken: Token)));
        await guard.ReserveAsync(Credits(1), new() { WhenUnknown = QuotaUnknownPolicy.Allow }, Token);
    }

    [Fact]
    public async Task Unknown_remaining_is_denied_with_advice()
    {
        Vendor.Remaining = null;
        var guard = Guard();

        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(() => guard.ReserveAsync(Credits(1), cancellationToken: Token));

        Assert.Equal("acme: 1 credits are needed, but how much is left is unknown. To hold it all the same, set WhenUnknown to Allow.", error.Message);
        Assert.Null(error.Available);
        await guard.ReserveAsync(Credits(1), new() { WhenUnknown = QuotaUnknownPolicy.Allow }, Token);
    }

    [Fact]
    public async Task Cancelled_while_the_vendor_is_asked_holds_nothing()
    {
        Vendor.Gate = new();
        var guard = Guard();
        using var cancelled = new CancellationTokenSource();
        var reserve = guard.ReserveAsync(Credits(10), new() { Id = "job" }, cancelled.Token);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reserve);
        Vendor.Gate.SetResult();

        Assert.Null(await guard.FindAsync("job", Token));
        Assert.True((await guard.ReserveAsync(Credits(100), new() { Id = "job" }, Token)).IsNew);
    }

    [Fact]
    public async Task Cancelled_ledger_call_is_withdrawn()
    {
        using var cancelled = new CancellationTokenSource();
        var ledger = new RelayLedger(Ledger) { Cancels = cancelled };
        await Guard().GetPositionAsync("acme", cancellationToken: Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Guard(ledger).ReserveAsync(Credits(10), new() { Id = "job" }, cancelled.Token));

        Assert.Equal(0, (await Guard().GetPositionAsync("acme", cancellationToken: Token)).Held);
        Assert.True((await Guard().ReserveAsync(Credits(10), new() { Id = "job" }, Token)).IsNew);
    }

    [Fact]
    public async Task Cancelling_leaves_the_hold_of_an_earlier_life()
    {
        await Guard().ReserveAsync(Credits(10), new() { Id = "job" }, Token);
        using var cancelled = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Guard(new RelayLedger(Ledger) { Cancels = cancelled }).ReserveAsync(Credits(10), new() { Id = "job" }, cancelled.Token));

        Assert.Equal(QuotaReservationState.Held, (await Guard().FindAsync("job", Token))?.State);
    }

    [Fact]
    public async Task Five_at_once_for_all_there_is_have_one_winner()
    {
        var guard = Guard(new InMemoryQuotaLedger(), TimeProvider.System);

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => TryAsync(guard, 100), Token)));

        Assert.Single(results, held => held);
    }

    [Fact]
    public async Task Thousand_at_once_ask_the_vendor_a_few_times()
    {
        Vendor.Remaining = 500;
        var guard = Guard(new InMemoryQuotaLedger(), TimeProvider.System);

        var results = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => TryAsync(guard, 1), Token)));

        Assert.Equal(500, results.Count(held => held));
        // Who was late for the first answer shares the next one.
        Assert.InRange(Vendor.Asked, 1, 5);
    }

    private static async Task<bool> TryAsync(QuotaGuard guard, decimal amount)
    {
        try
        {
            await guard.ReserveAsync(Credits(amount), cancellationToken: Token);
            return true;
        }
        catch (InsufficientQuotaException)
        {
            return false;
        }
    }
}
