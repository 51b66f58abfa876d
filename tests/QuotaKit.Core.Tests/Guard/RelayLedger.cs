namespace QuotaKit.Core.Tests.Guard;

/// <summary>Passes all calls to a ledger that the test may replace, such as by an empty one after a restart.</summary>
internal sealed class RelayLedger(IQuotaLedger ledger) : IQuotaLedger
{
    public IQuotaLedger Target { get; set; } = ledger;

    /// <summary>Is cancelled after a reservation: the amounts are held, but the reply is lost. Null means never.</summary>
    public CancellationTokenSource? Cancels { get; init; }

    /// <summary>Keeps the replies of renewals back until it is completed; null keeps none back.</summary>
    public TaskCompletionSource? HoldsRenewals { get; init; }

    /// <summary>The error of all settlements; null when they work.</summary>
    public QuotaException? SettleFails { get; set; }

    /// <summary>The error of all renewals; null when they work.</summary>
    public QuotaException? RenewFails { get; set; }

    /// <summary>The error that is thrown after a reservation was made, as when a connection breaks before the reply; null means none.</summary>
    public QuotaException? LosesReply { get; init; }

    /// <summary>Runs after each reservation, before its reply arrives; null runs nothing.</summary>
    public Action? AfterReserve { get; init; }

    /// <summary>Completes after the first call of <see cref="BeginPollAsync"/>.</summary>
    public TaskCompletionSource Polled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether another process asks the vendor all the time, and gets no answer.</summary>
    public bool IsPolledByOthers { get; init; }

    public ValueTask<long> BeginAttemptAsync(CancellationToken cancellationToken = default) => Target.BeginAttemptAsync(cancellationToken);

    public async ValueTask<LedgerDecision> ReserveAsync(LedgerReserve reserve, CancellationToken cancellationToken = default)
    {
        var decision = await Target.ReserveAsync(reserve, cancellationToken);
        AfterReserve?.Invoke();
        await (Cancels?.CancelAsync() ?? Task.CompletedTask);
        cancellationToken.ThrowIfCancellationRequested();
        if (decision.Outcome == LedgerOutcome.Done && LosesReply is { } error)
            throw error;
        return decision;
    }

    public ValueTask<LedgerDecision> SettleAsync(LedgerSettlement settlement, CancellationToken cancellationToken = default) =>
        SettleFails is { } error ? throw error : Target.SettleAsync(settlement, cancellationToken);

    public async ValueTask<LedgerDecision> RenewAsync(string id, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        if (RenewFails is { } error)
            throw error;
        var decision = await Target.RenewAsync(id, lease, cancellationToken);
        await (HoldsRenewals?.Task ?? Task.CompletedTask);
        return decision;
    }

    public ValueTask<LedgerHold?> FindAsync(string id, CancellationToken cancellationToken = default) => Target.FindAsync(id, cancellationToken);

    public IAsyncEnumerable<LedgerHold> ListAsync(string? account = null, CancellationToken cancellationToken = default) =>
        Target.ListAsync(account, cancellationToken);

    public ValueTask<LedgerPosition?> GetPositionAsync(string wallet, string? balance = null, CancellationToken cancellationToken = default) =>
        Target.GetPositionAsync(wallet, balance, cancellationToken);

    public async ValueTask<LedgerPoll> BeginPollAsync(string wallet, long? freshFrom = null, CancellationToken cancellationToken = default)
    {
        var poll = IsPolledByOthers ? new LedgerPoll(null, freshFrom ?? 1, 0) : await Target.BeginPollAsync(wallet, freshFrom, cancellationToken);
        Polled.TrySetResult();
        return poll;
    }

    public ValueTask OfferAsync(LedgerAnswer answer, CancellationToken cancellationToken = default) => Target.OfferAsync(answer, cancellationToken);

    public ValueTask ExpireAnswerAsync(string wallet, CancellationToken cancellationToken = default) =>
        Target.ExpireAnswerAsync(wallet, cancellationToken);
}
