namespace QuotaKit;

/// <summary>Runs work under a reservation.</summary>
internal static class GuardedWork
{
    public static async Task<QuotaReservation> RunAsync(
        IQuotaGuard guard,
        QuotaSpend spend,
        Func<QuotaReservation, CancellationToken, Task> work,
        bool releaseOnFailure,
        QuotaReserveOptions? options,
        CancellationToken cancellationToken)
    {
        var hold = await guard.ReserveAsync(spend, options, cancellationToken).ConfigureAwait(false);
        await using ((await LeaseKeeper.StartAsync(hold, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))
        {
            try
            {
                await work(hold, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (releaseOnFailure && hold is { IsNew: true, State: QuotaReservationState.Held })
            {
                await TryReleaseAsync(hold).ConfigureAwait(false);
                throw;
            }
        }

        // The work may have settled it, such as with the amount that it really cost.
        if (hold.State is QuotaReservationState.Held or QuotaReservationState.Expired)
            await hold.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return hold;
    }

    /// <summary>Releases, unless that fails: the amounts are then held until the lease ends, and the failure of the work is thrown.</summary>
    private static async Task TryReleaseAsync(QuotaReservation hold)
    {
        try
        {
            await hold.ReleaseAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            hold.LogSettleFailed(e);
        }
    }
}
