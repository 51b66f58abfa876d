namespace QuotaKit;

/// <summary>Renews the lease of a reservation while work runs under it: each time when half of it has passed.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _renewing;

    /// <exception cref="QuotaReservationException">The lease has ended. Work that starts now could not be accounted for.</exception>
    public LeaseKeeper(QuotaReservation hold)
    {
        if (hold.Lease.HasEnded)
            throw GuardErrors.CannotSettle(QuotaNames.Split(hold.Spends[0].Account).Provider, "start work under", hold.Id, hold);
        _renewing = RenewAsync(hold, _stopping.Token);
    }

    /// <summary>Stops renewing.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private static async Task RenewAsync(QuotaReservation hold, CancellationToken cancellationToken)
    {
        var lease = hold.Lease.Left;
        while (hold.Lease.Left is { } left && left > TimeSpan.Zero)
        {
            await Task.Delay(left / 2, hold.Clock, cancellationToken).ConfigureAwait(false);
            try
            {
                await hold.RenewAsync(lease, cancellationToken).ConfigureAwait(false);
            }
            catch (QuotaException e)
            {
                // The next try comes after half of the time that is left. The work goes on: its money is being spent already.
                hold.LogRenewFailed(e);
                if (e.Kind != QuotaErrorKind.Ledger)
                    return;
            }
        }
    }
}
