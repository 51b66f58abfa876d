namespace QuotaKit.Testing;

/// <summary>Checks that a caller can cancel its call, and only its own.</summary>
internal static class CancellationChecks
{
    public static IEnumerable<ContractCheck> All =>
    [
        new("A call cancelled before it starts sends nothing", IsCancelledBeforeAsync),
        new("A waiting call can be cancelled", IsCancelledAsync),
        new("A call can be cancelled while it reads the body", IsCancelledInTheBodyAsync),
        new("Cancelling one call does not end another", LeavesOthersAsync),
    ];

    private static async Task IsCancelledBeforeAsync(ContractRun run)
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync().ConfigureAwait(false);
        Expect(run, await run.CallAsync(run.Create(), caller.Token).ConfigureAwait(false), caller);
        run.ExpectRequests(0);
    }

    private static async Task IsCancelledAsync(ContractRun run)
    {
        run.Sent = "nothing; then the caller cancelled its call";
        run.Vendor.Faults.Always(Fault.Hang());
        using var caller = new CancellationTokenSource();
        var call = run.CallAsync(run.Create(), caller.Token);
        await run.WaitForRequestsAsync(1).ConfigureAwait(false);
        await caller.CancelAsync().ConfigureAwait(false);
        Expect(run, await call.ConfigureAwait(false), caller);
        run.ExpectRequests(1);
    }

    private static async Task IsCancelledInTheBodyAsync(ContractRun run)
    {
        run.Sent = "headers and no body; then the caller cancelled its call";
        run.Vendor.Faults.Always(Fault.Drip(TimeSpan.FromDays(1)));
        using var caller = new CancellationTokenSource();
        var call = await run.StartReadingAsync(callerToken: caller.Token).ConfigureAwait(false);
        await caller.CancelAsync().ConfigureAwait(false);
        Expect(run, await call.ConfigureAwait(false), caller);
        run.ExpectRequests(1);
    }

    private static async Task LeavesOthersAsync(ContractRun run)
    {
        var delay = TimeSpan.FromSeconds(1);
        run.Sent = "nothing to the first call, which its caller cancelled, and the good document to the second";
        run.Vendor.Faults.Enqueue(Fault.Hang(), Fault.Delay(delay));
        var provider = run.Create();
        using var caller = new CancellationTokenSource();
        var first = run.CallAsync(provider, caller.Token);
        await run.WaitForRequestsAsync(1).ConfigureAwait(false);
        var second = run.CallAsync(provider);
        await run.WaitForRequestsAsync(2).ConfigureAwait(false);

        await caller.CancelAsync().ConfigureAwait(false);
        Expect(run, await first.ConfigureAwait(false), caller);
        run.VendorClock.Advance(delay);
        var outcome = await second.ConfigureAwait(false);
        if (outcome is not QuotaSnapshot)
            throw run.Failure("a snapshot for the second call", ContractOutcome.Describe(outcome));
    }

    private static void Expect(ContractRun run, object outcome, CancellationTokenSource caller)
    {
        if (outcome is not OperationCanceledException cancelled)
            throw run.Failure("an OperationCanceledException", ContractOutcome.Describe(outcome));
        if (cancelled.CancellationToken != caller.Token)
            throw run.Failure("an OperationCanceledException with the caller's token", "it has another token");
    }
}
