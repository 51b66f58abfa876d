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
        await using (new LeaseKeeper(hold).ConfigureAwait(false))
        {
            try
            {
                await work(hold, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (releaseOnFailure && hold.IsNew)
            {
                await hold.ReleaseAsync(CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }

        await hold.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return hold;
    }
}
