using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace QuotaKit;

/// <summary>Holds amounts in a ledger before they are spent. It needs no container.</summary>
/// <remarks>It is thread-safe. Guards of several processes that use one SQLite or PostgreSQL ledger never hold the same credits twice.</remarks>
/// <example>
/// <code>
/// using var client = QuotaClient.FromEnvironment();
/// var guard = new QuotaGuard(client);
///
/// await guard.SpendAsync(new("heygen", 12, QuotaUnit.Credits), (hold, ct) => RenderAsync(hold.Id, ct));
/// </code>
/// </example>
public sealed class QuotaGuard : IQuotaGuard
{
    private static readonly QuotaReserveOptions _defaults = new();

    private readonly IQuotaLedger _ledger;
    private readonly QuotaGuardOptions _options;
    private readonly GuardAccounts _accounts;
    private readonly GuardAnswers _answers;
    private readonly ILogger _logger;

    /// <summary>Creates a guard.</summary>
    /// <param name="client">Asks the vendors.</param>
    /// <param name="ledger">Stores the reservations; null means an <see cref="InMemoryQuotaLedger"/>, which serves one process.</param>
    /// <param name="options">The settings; null means the defaults.</param>
    /// <param name="timeProvider">The clock; null means <see cref="TimeProvider.System"/>.</param>
    /// <param name="logger">Gets an event for each decision; null means none.</param>
    /// <exception cref="QuotaConfigurationException">An option is out of range.</exception>
    public QuotaGuard(
        IQuotaClient client, IQuotaLedger? ledger = null, QuotaGuardOptions? options = null, TimeProvider? timeProvider = null,
        ILogger<QuotaGuard>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        (Client, Clock) = (client, timeProvider ?? TimeProvider.System);
        _ledger = ledger ?? new InMemoryQuotaLedger(Clock);
        _options = options ?? new QuotaGuardOptions();
        _accounts = new GuardAccounts(client, _options);
        _answers = new GuardAnswers(client, _ledger, Clock);
        _logger = logger ?? NullLogger<QuotaGuard>.Instance;
        SharedKeys.Warn(_logger, client, _options);
    }

    internal TimeProvider Clock { get; }

    internal IQuotaClient Client { get; }

    internal ILogger Logger => _logger;

    // The number of slots of a concurrency limit in the options; null when they have none of this name.
    internal int? SlotsOf(string account, string name) => _accounts.FindLimit(_accounts.Account(account), name)?.Limit;

    /// <inheritdoc/>
    public Task<QuotaReservation> ReserveAsync(QuotaSpend spend, QuotaReserveOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spend);
        return ReserveOwnAsync([spend], options ?? _defaults, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<QuotaReservation> ReserveAllAsync(
        IReadOnlyList<QuotaSpend> spends, QuotaReserveOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spends);
        return await ReserveOwnAsync([.. spends], options ?? _defaults, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<QuotaReservation?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ReservationId.ThrowIfInvalid(id, nameof(id));
        var hold = await _ledger.FindAsync(id, cancellationToken).ConfigureAwait(false);
        // A release of an unknown id leaves a row without amounts.
        return hold is null or { State: QuotaReservationState.Denied } or { Lines.Count: 0 } ? null : Found(hold);
    }

    /// <inheritdoc/>
    public async Task<QuotaPosition> GetPositionAsync(string account, string? balance = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        var known = _accounts.Account(account);
        GuardAnswer? answer = null;
        while (true)
        {
            var position = await _ledger.GetPositionAsync(known.Wallet, balance, cancellationToken).ConfigureAwait(false);
            if (position?.AskedAt is { } asked && position.Now - asked <= _options.MaxAge && !(asked < position.ResetsAt && position.ResetsAt <= position.Now))
                return GuardPositions.Of(known, position, isKnown: true, Clock);

            answer = await _answers.AskAsync(known, answer, cancellationToken).ConfigureAwait(false);
            if (!answer.IsAsked)
                continue;
            position = await _ledger.GetPositionAsync(known.Wallet, balance, cancellationToken).ConfigureAwait(false);
            return GuardPositions.Of(known, position ?? GuardPositions.None(known, balance, answer.Error), isKnown: answer.IsKnown, Clock);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<QuotaReservation> ListAsync(string? account = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var key = account is null ? null : _accounts.Account(account).Key;
        await foreach (var hold in _ledger.ListAsync(key, cancellationToken).ConfigureAwait(false))
            yield return Found(hold);
    }

    /// <summary>Makes the ledger's answer of an account too old for any decision, because the vendor has contradicted it.</summary>
    internal ValueTask ContradictAsync(string account, CancellationToken cancellationToken) =>
        _ledger.ExpireAnswerAsync(_accounts.Account(account).Wallet, cancellationToken);

    internal async ValueTask<LedgerDecision> SettleAsync(QuotaReservation reservation, LedgerSettlement settlement, CancellationToken cancellationToken)
    {
        var decision = await _ledger.SettleAsync(settlement, cancellationToken).ConfigureAwait(false);
        var account = reservation.Account;
        var isCommit = settlement.Kind == LedgerSettlementKind.Commit;
        if (decision.Outcome == LedgerOutcome.Conflict)
            throw GuardErrors.CannotSettle(VendorOf(account), isCommit ? "commit" : "release", reservation.Id, FoundInstead(decision, reservation));

        if (isCommit)
            GuardLog.Committed(_logger, reservation.Id, account);
        else
            GuardLog.Released(_logger, reservation.Id, account);
        QuotaTelemetry.CountDecision(account, isCommit ? "committed" : "released");
        if (!isCommit || !decision.Hold!.IsFlagged)
            return decision;
        GuardLog.Overspent(_logger, reservation.Id, account);
        QuotaTelemetry.CountDecision(account, "overspent");
        return decision;
    }

    internal async ValueTask<LedgerDecision> RenewAsync(QuotaReservation reservation, TimeSpan lease, CancellationToken cancellationToken)
    {
        var decision = await _ledger.RenewAsync(reservation.Id, lease, cancellationToken).ConfigureAwait(false);
        return decision.Outcome == LedgerOutcome.Done ? decision : throw GuardErrors.CannotSettle(
            VendorOf(reservation.Account), "renew", reservation.Id, FoundInstead(decision, reservation));
    }

    private QuotaReservation? FoundInstead(LedgerDecision decision, QuotaReservation reservation)
    {
        var found = decision.Hold is { } hold ? Found(hold) : null;
        if (found?.State == QuotaReservationState.Expired)
            reservation.NoteExpired();
        return found;
    }

    private static string VendorOf(string account) => QuotaNames.Split(account).Provider;

    // The list is the guard's own: no caller can change it.
    private async Task<QuotaReservation> ReserveOwnAsync(IReadOnlyList<QuotaSpend> spends, QuotaReserveOptions options, CancellationToken cancellationToken)
    {
        ReserveRequestRules.ThrowIfInvalid(spends, options);
        cancellationToken.ThrowIfCancellationRequested();
        var booked = _accounts.Book(spends);
        // An id of our own cannot have been used before.
        var attempt = options.Id is null
            ? LedgerReserve.FirstAttempt
            : await _ledger.BeginAttemptAsync(cancellationToken).ConfigureAwait(false);
        var request = new LedgerReserve
        {
            Id = options.Id ?? ReservationId.New(Clock),
            Attempt = attempt,
            Spends = booked,
            Lease = options.Lease ?? _options.Lease,
            MaxAge = _options.MaxAge,
            AllowsUnknown = options.WhenUnknown == QuotaUnknownPolicy.Allow,
            Note = options.Note,
        };
        try
        {
            return await ReserveAsync(spends, request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or QuotaException { Kind: QuotaErrorKind.Ledger })
        {
            await WithdrawAsync(request).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<QuotaReservation> ReserveAsync(IReadOnlyList<QuotaSpend> spends, LedgerReserve request, CancellationToken cancellationToken)
    {
        Dictionary<string, GuardAnswer>? answers = null;
        while (true)
        {
            var begun = Clock.GetTimestamp();
            var decision = await _ledger.ReserveAsync(request, cancellationToken).ConfigureAwait(false);
            if (decision.Outcome == LedgerOutcome.Done)
            {
                var end = begun + Clock.StampsOf(decision.Hold!.ExpiresAt - decision.Now);
                var made = new QuotaReservation(this, spends, request.Spends, request.Attempt, decision.Hold.MadeBy == request.Attempt, decision.Hold, end)
                {
                    RenewBy = request.Lease,
                };
                GuardLog.Reserved(_logger, spends[0].Amount, spends[0].Unit.Name, spends[0].Account, made.Id, made.ExpiresAt);
                QuotaTelemetry.CountDecision(spends[0].Account, "reserved");
                return made;
            }

            if (decision.Outcome == LedgerOutcome.Conflict)
                throw GuardErrors.CannotReserve(VendorOf(spends[0].Account), Found(decision.Hold!));

            var lack = decision.Lack!;
            var (spend, short_) = (spends[lack.Spend], request.Spends[lack.Spend]);
            if (decision.Outcome == LedgerOutcome.Denied)
            {
                GuardLog.Denied(_logger, lack.Needed, spend.Unit.Name, spend.Account, request.Id, lack.Reason, lack.Available);
                QuotaTelemetry.CountDecision(spend.Account, "denied");
                throw GuardErrors.Denied(spend, short_, lack, answers?.GetValueOrDefault(short_.Wallet)?.Error);
            }

            answers ??= [];
            var answer = await _answers.AskAsync(_accounts.Account(spend.Account), answers.GetValueOrDefault(short_.Wallet), cancellationToken)
                .ConfigureAwait(false);
            answers[short_.Wallet] = answer;
            if (answer.IsAsked)
                request = answer.AddTo(request, short_.Wallet);
        }
    }

    /// <summary>Undoes what a call has made that nobody waits for any more.</summary>
    private async Task WithdrawAsync(LedgerReserve request)
    {
        try
        {
            var settlement = new LedgerSettlement
            {
                Id = request.Id,
                Attempt = request.Attempt,
                Kind = LedgerSettlementKind.Withdraw,
                Spends = request.Spends,
            };
            // Bounded, so that cancelling does not hang on a ledger that does.
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), Clock);
            await _ledger.SettleAsync(settlement, patience.Token).AsTask().WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is QuotaException or OperationCanceledException)
        {
            GuardLog.WithdrawFailed(_logger, request.Id, request.Lease, e);
        }
    }

    private QuotaReservation Found(LedgerHold hold)
    {
        var spends = hold.Lines.Select(l => l.Spend).ToArray();
        var end = Clock.GetTimestamp() + (hold.State == QuotaReservationState.Held ? Clock.StampsOf(hold.ExpiresAt - LedgerTime.Read(Clock)) : 0);
        return new QuotaReservation(this, [.. spends.Select(s => s.ToSpend())], spends, hold.Attempt, isNew: false, hold, end) { RenewBy = _options.Lease };
    }
}
