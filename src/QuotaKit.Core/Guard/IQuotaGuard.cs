namespace QuotaKit;

/// <summary>Holds amounts before they are spent, so that two callers never spend the same credits.</summary>
/// <remarks>All spending of an account must go through guards that share a ledger; what is spent elsewhere is noticed only with the next answer of the
/// vendor. <c>docs/guard.md</c> says what each ledger guarantees.</remarks>
/// <example>
/// Reserve, spend, commit:
/// <code>
/// var hold = await guard.ReserveAsync(new("heygen", 12, QuotaUnit.Credits)); // throws InsufficientQuotaException
/// await RenderAsync(idempotencyKey: hold.Id);
/// await hold.CommitAsync(actual: 11.5m);
/// </code>
/// </example>
public interface IQuotaGuard
{
    /// <summary>Holds one amount.</summary>
    /// <param name="spend">The amount, and who pays.</param>
    /// <param name="options">The id, the lease and what to do when it is unknown how much is left; null means the defaults.</param>
    /// <param name="cancellationToken">Cancels waiting. The guard then tries to undo the hold.</param>
    /// <returns>The reservation. Start the work before <see cref="QuotaReservation.ExpiresAt"/>, then commit or release it.</returns>
    /// <exception cref="InsufficientQuotaException">Too little is available, or it is unknown how much is.</exception>
    /// <exception cref="QuotaReservationException">The id belongs to a reservation that is settled or has other spends.</exception>
    /// <exception cref="QuotaConfigurationException">There is no such account, balance, budget or concurrency limit.</exception>
    /// <exception cref="QuotaException">The vendor could not be asked, or the ledger failed (<see cref="QuotaErrorKind.Ledger"/>). The guard
    /// then undoes what the call may have made; if the ledger cannot be reached for that, the amount counts as spent when the lease ends.</exception>
    /// <exception cref="ArgumentException">The amount, the lease, the id or the note is out of range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<QuotaReservation> ReserveAsync(QuotaSpend spend, QuotaReserveOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Holds several amounts: all or none.</summary>
    /// <inheritdoc cref="ReserveAsync"/>
    /// <param name="spends">The amounts, and who pays. Spends on the same balance add up.</param>
    /// <param name="options">The id, the lease and what to do when it is unknown how much is left; null means the defaults.</param>
    /// <param name="cancellationToken">Cancels waiting. The guard then tries to undo the hold.</param>
    Task<QuotaReservation> ReserveAllAsync(
        IReadOnlyList<QuotaSpend> spends, QuotaReserveOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Finds a reservation, such as after a restart; null when there is none with this id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="QuotaException">The ledger failed.</exception>
    /// <exception cref="ArgumentException">The text cannot be an id.</exception>
    Task<QuotaReservation?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Says how much of a balance can be reserved. Asks the vendor if the last answer is older than <see cref="QuotaGuardOptions.MaxAge"/>.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="balance">The key of the balance; null means the account's first one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The numbers; those that are unknown, such as when the vendor cannot be asked, are null.</returns>
    /// <exception cref="QuotaConfigurationException">There is no such account or balance.</exception>
    /// <exception cref="QuotaException">The ledger failed.</exception>
    Task<QuotaPosition> GetPositionAsync(string account, string? balance = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the held reservations, newest first.</summary>
    /// <param name="account">The account's name; null means all accounts.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="QuotaConfigurationException">There is no such account.</exception>
    /// <exception cref="QuotaException">The ledger failed.</exception>
    IAsyncEnumerable<QuotaReservation> ListAsync(string? account = null, CancellationToken cancellationToken = default);
}
