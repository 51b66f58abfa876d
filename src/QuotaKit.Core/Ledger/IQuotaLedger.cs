namespace QuotaKit;

/// <summary>Stores reservations, and decides about each under its own lock or transaction.</summary>
/// <remarks>All times are the ledger's own; they never go back. Each method may be repeated when its reply was lost. An error of the store is a
/// <see cref="QuotaException"/> of kind <see cref="QuotaErrorKind.Ledger"/>.</remarks>
public interface IQuotaLedger
{
    /// <summary>Returns a number for an attempt to reserve, above the numbers of all earlier attempts. The first is 2 or more: attempt 1 is that of ids
    /// which QuotaKit creates.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<long> BeginAttemptAsync(CancellationToken cancellationToken = default);

    /// <summary>Holds all amounts of a reservation, or none.</summary>
    /// <param name="reserve">The attempt.</param>
    /// <param name="cancellationToken">Cancels waiting. The amounts may then be held; <see cref="LedgerSettlementKind.Withdraw"/> undoes that.</param>
    /// <returns>Done, denied, an answer is needed, or conflict: the id is settled or has other spends.</returns>
    ValueTask<LedgerDecision> ReserveAsync(LedgerReserve reserve, CancellationToken cancellationToken = default);

    /// <summary>Ends a reservation. Money that was spent is always recorded.</summary>
    /// <param name="settlement">The end.</param>
    /// <param name="cancellationToken">Cancels waiting. The reservation may then be settled.</param>
    /// <returns>Done, or conflict: it is settled in another way.</returns>
    ValueTask<LedgerDecision> SettleAsync(LedgerSettlement settlement, CancellationToken cancellationToken = default);

    /// <summary>Moves the end of a lease to this long after now, unless it already ends later.</summary>
    /// <param name="id">The reservation's id.</param>
    /// <param name="lease">The time from now.</param>
    /// <param name="cancellationToken">Cancels waiting. The lease may then be renewed.</param>
    /// <returns>Done, or conflict: it is not held.</returns>
    ValueTask<LedgerDecision> RenewAsync(string id, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>Finds a reservation; null when the ledger does not know the id.</summary>
    /// <param name="id">The reservation's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<LedgerHold?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Lists the held reservations, newest first.</summary>
    /// <param name="account">The account's name; null means all accounts.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    IAsyncEnumerable<LedgerHold> ListAsync(string? account = null, CancellationToken cancellationToken = default);

    /// <summary>Returns the numbers of a balance; null when the ledger knows nothing of it.</summary>
    /// <param name="wallet">The wallet of the account.</param>
    /// <param name="balance">The key of the balance; null means the first one of the latest answer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<LedgerPosition?> GetPositionAsync(string wallet, string? balance = null, CancellationToken cancellationToken = default);

    /// <summary>Takes a ticket to ask the vendor, unless an answer that is fresh enough has arrived or another process is asking. A poll ends with
    /// the offer of its answer, or after 10 seconds.</summary>
    /// <param name="wallet">The wallet of the account.</param>
    /// <param name="freshFrom">The number of the ticket from which on an answer is fresh enough, from an earlier reply. The default value is null: an
    /// answer is fresh enough if its poll begins after this call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<LedgerPoll> BeginPollAsync(string wallet, long? freshFrom = null, CancellationToken cancellationToken = default);

    /// <summary>Records a vendor's answer. An answer with an earlier ticket than the recorded one changes nothing,
    /// and neither does one with a ticket that the ledger has not issued.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Cancels waiting. The answer may then be recorded.</param>
    ValueTask OfferAsync(LedgerAnswer answer, CancellationToken cancellationToken = default);

    /// <summary>Makes the recorded answer of a wallet too old for any decision, because the vendor has contradicted it. The same goes for answers that
    /// were asked for before this call and arrive later.</summary>
    /// <param name="wallet">The wallet of the account.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    ValueTask ExpireAnswerAsync(string wallet, CancellationToken cancellationToken = default);
}
