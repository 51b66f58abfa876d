namespace QuotaKit;

/// <summary>Renews the lease of a reservation while work runs under it: each time when half of it has passed.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _renewing;

    private LeaseKeeper(QuotaReservation hold) => _renewing = RenewAsync(hold, _stopping.Token);

    /// <summary>Starts to renew. A reservation that an earlier call made is renewed at once, because little of its lease may be left.</summary>
    /// <exception cref="QuotaReservationException">The lease has ended. Work that starts now could not be accounted for.</exception>
    /// <exception cref="QuotaException">The lease of an earlier call cannot be renewed.</exception>
    public static async Task<LeaseKeeper> StartAsync(QuotaReservation hold, CancellationToken cancellationToken)
    {
        if (hold.HasEnded)
        {
            hold.NoteExpired();
            throw GuardErrors.CannotSettle(QuotaNames.Split(hold.Spends[0].Account).Provider, "start work under", hold.Id, hold);
        }

        if (!hold.IsNew)
            await hold.RenewAsync(hold.RenewBy, cancellationToken).ConfigureAwait(false);
        return new LeaseKeeper(hold);
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
        while (hold.Left is { } left && left > TimeSpan.Zero)
        {
            await Task.Delay(left / 2 > _shortest ? left / 2 : _shortest, hold.Clock, cancellationToken).ConfigureAwait(false);
            try
            {
                await hold.RenewAsync(hold.RenewBy, cancellationToken).ConfigureAwait(false);
            }
            catch (QuotaException e)
            {
                // The next try comes after half of the time that is left. The work goes on: its money is being spent already.
                hold.LogRenewFailed(e);
                if (e.Kind != QuotaErrorKind.Ledger)
                    return;
            }
        }

        if (hold.State == QuotaReservationState.Expired)
            hold.NoteExpired();
    }
}
