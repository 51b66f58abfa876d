namespace QuotaKit.Core.Tests.Guard;

/// <summary>Callers that wait for an answer which somebody else asks for, or which the vendor contradicts meanwhile.</summary>
public sealed class GuardWaitTests : GuardTest
{
    [Fact]
    public async Task Thousand_callers_in_twenty_processes_ask_the_vendor_once()
    {
        (Vendor.Remaining, Vendor.Gate) = (500, new());
        var ledger = new InMemoryQuotaLedger();
        var relays = Enumerable.Range(0, 20).Select(_ => new RelayLedger(ledger)).ToList();
        var guards = relays.ConvertAll(r => Guard(r, TimeProvider.System));

        // All of them wait when the vendor answers.
        var callers = Enumerable.Range(0, 1_000).Select(i => guards[i % guards.Count].ReserveAsync(Credits(1), cancellationToken: Token)).ToList();
        await Task.WhenAll(relays.Select(r => r.Polled.Task));
        Vendor.Gate.SetResult();

        Assert.Equal(500, (await Task.WhenAll(callers.Select(c => Record.ExceptionAsync(() => c).AsTask()))).Count(e => e is null));
        Assert.Equal(1, Vendor.Asked);
    }

    [Fact]
    public async Task Process_that_waits_asks_when_the_other_one_has_failed()
    {
        var ledger = new InMemoryQuotaLedger();
        (Vendor.Error, Vendor.Gate) = (new QuotaException(QuotaErrorKind.Unauthorized, "acme", "The key is wrong."), new());
        var failing = Guard(ledger, TimeProvider.System).ReserveAsync(Credits(1), cancellationToken: Token);
        var waiting = Guard(ledger, TimeProvider.System).ReserveAsync(Credits(1), cancellationToken: Token);

        Vendor.Gate.SetResult();

        Assert.Same(Vendor.Error, await Assert.ThrowsAsync<QuotaException>(() => failing));
        Assert.Same(Vendor.Error, await Assert.ThrowsAsync<QuotaException>(() => waiting));
        Assert.Equal(2, Vendor.Asked);
    }

    [Fact]
    public async Task Refusal_while_the_vendor_is_asked_makes_the_guard_ask_again()
    {
        var gate = Vendor.Gate = new TaskCompletionSource();
        var guard = Guard();
        var reserve = guard.ReserveAsync(Credits(60), cancellationToken: Token);
        await Vendor.Waits.Task;
        await guard.ContradictAsync("acme", Token);
        (Vendor.Gate, Vendor.Remaining) = (null, 50);

        gate.SetResult();

        await Assert.ThrowsAsync<InsufficientQuotaException>(() => reserve);
        Assert.Equal(2, Vendor.Asked);
    }

    [Fact]
    public async Task Vendor_that_refuses_others_all_the_time_is_asked_twice()
    {
        var guard = Guard();
        Vendor.WhileAsked = () => guard.ContradictAsync("acme", Token).AsTask();

        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(() => guard.ReserveAsync(Credits(1), cancellationToken: Token));

        Assert.Equal((2, true, null), (Vendor.Asked, error.IsTransient, error.Available));
        var position = await guard.GetPositionAsync("acme", cancellationToken: Token);
        Assert.Null(position.AsOf);
    }

    [Fact]
    public async Task Nobody_waits_for_all_processes_that_fail_before()
    {
        var began = Clock.GetUtcNow();
        var reserve = Guard(new RelayLedger(Ledger) { IsPolledByOthers = true }).ReserveAsync(Credits(1), cancellationToken: Token);
        while (!reserve.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.True((await Assert.ThrowsAsync<InsufficientQuotaException>(() => reserve)).IsTransient);
        Assert.True(Clock.GetUtcNow() - began >= TimeSpan.FromSeconds(30), "It gave up too soon.");
        Assert.Equal(0, Vendor.Asked);
    }

    [Fact]
    public async Task First_caller_whose_context_has_ended_does_not_stop_the_others()
    {
        var guard = Guard();
        var first = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new EndedContext());
            _ = guard.ReserveAsync(Credits(1), cancellationToken: Token);
        });
        first.Start();
        first.Join();

        Assert.True((await Task.Run(() => guard.ReserveAsync(Credits(1), cancellationToken: Token), Token)).IsNew);
    }

    [Fact]
    public async Task Key_that_works_is_not_refused_because_another_key_of_the_wallet_does_not()
    {
        var other = new AcmeVendor(100, "acme/b");
        Vendor.Error = new QuotaException(QuotaErrorKind.Unauthorized, "acme", "The key is wrong.");
        Options.Accounts["acme/b"] = new() { Wallet = "acme" };
        var guard = Guard(null, null, other);
        Assert.Same(Vendor.Error, await Assert.ThrowsAsync<QuotaException>(() => guard.ReserveAsync(Credits(1), cancellationToken: Token)));

        Assert.True((await guard.ReserveAsync(Credits(1) with { Account = "acme/b" }, cancellationToken: Token)).IsNew);
    }

    [Fact]
    public async Task Key_that_works_is_asked_after_the_other_key_of_the_wallet_has_failed()
    {
        var other = new AcmeVendor(100, "acme/b");
        var gate = Vendor.Gate = new TaskCompletionSource();
        Vendor.Error = new QuotaException(QuotaErrorKind.Unauthorized, "acme", "The key is wrong.");
        Options.Accounts["acme/b"] = new() { Wallet = "acme" };
        var guard = Guard(null, null, other);
        var failing = guard.ReserveAsync(Credits(1), cancellationToken: Token);
        await Vendor.Waits.Task;
        var waiting = guard.ReserveAsync(Credits(1) with { Account = "acme/b" }, cancellationToken: Token);

        gate.SetResult();

        await Assert.ThrowsAsync<QuotaException>(() => failing);
        Assert.True((await waiting).IsNew);
        Assert.Equal(1, other.Asked);
    }

    /// <summary>The context of a thread that has ended: nothing that is posted to it runs.</summary>
    private sealed class EndedContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
            // Nobody runs it.
        }
    }
}
