namespace QuotaKit;

/// <summary>Runs work with a reservation around it.</summary>
public static class QuotaGuardExtensions
{
    /// <summary>Reserves an amount, runs the work and commits. The lease is renewed while the work runs.</summary>
    /// <remarks>When the work fails or is cancelled, the amount stays held until the lease ends and then counts as spent, because the vendor may have
    /// charged it. With <paramref name="releaseOnFailure"/> it is released instead; a reservation that an earlier call made is never released. Work that
    /// commits or releases the reservation itself, such as with the amount that it really cost, is not committed again.</remarks>
    /// <param name="guard">The guard.</param>
    /// <param name="spend">The amount, and who pays.</param>
    /// <param name="work">The work. Send the reservation's id to the vendor as the idempotency key.</param>
    /// <param name="releaseOnFailure">Whether a failure of the work proves that nothing was charged. The default value is false.</param>
    /// <param name="options">The id, the lease and what to do when it is unknown how much is left; null means the defaults.</param>
    /// <param name="cancellationToken">Cancels waiting and the work, but not the commit after it.</param>
    /// <returns>The reservation, committed.</returns>
    /// <inheritdoc cref="IQuotaGuard.ReserveAsync" path="/exception"/>
    public static Task<QuotaReservation> SpendAsync(
        this IQuotaGuard guard,
        QuotaSpend spend,
        Func<QuotaReservation, CancellationToken, Task> work,
        bool releaseOnFailure = false,
        QuotaReserveOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentNullException.ThrowIfNull(work);
        return GuardedWork.RunAsync(guard, spend, work, releaseOnFailure, options, cancellationToken);
    }
}
