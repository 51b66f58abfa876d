using QuotaKit.Http;

namespace QuotaKit;

/// <summary>One account of a <see cref="QuotaClient"/>: its last answer, its last failure, and the call that is under way.</summary>
internal sealed class AccountSlot(IQuotaProvider provider, QuotaClientOptions options, TimeProvider clock, CancellationToken lifetime)
{
    // An answer whose reset is already behind it is of a vendor that is just resetting, or of a wrong clock: ask again soon, but not at once.
    private static readonly TimeSpan _pastReset = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private readonly long _cacheDuration = StampsOf(options.CacheDuration, clock);
    private readonly long _failureCacheDuration = StampsOf(options.FailureCacheDuration, clock);
    private Answer? _good;
    private Answer? _failed;
    private Task<QuotaSnapshot>? _flight;

    public string Name => provider.Name;

    public QuotaSnapshot? Latest => Volatile.Read(ref _good)?.Snapshot.Result;

    /// <summary>Whether a reader would have to wait for a call that is not under way yet. May have changed when it returns.</summary>
    public bool NeedsCall(QuotaReadOptions? read)
    {
        lock (_lock)
        {
            return _flight is null && !(_good is { } good && IsFresh(good, MaxAgeOf(read)))
                && (AsksAnyway(read) || !(_failed is { } failed && IsFresh(failed, _failureCacheDuration)));
        }
    }

    public Task<QuotaSnapshot> GetAsync(QuotaReadOptions? read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<QuotaSnapshot>(cancellationToken);
        var maxAge = MaxAgeOf(read);
        if (Volatile.Read(ref _good) is { } good && IsFresh(good, maxAge))
            return good.Snapshot;

        var answer = Join(maxAge, AsksAnyway(read));
        if (cancellationToken.CanBeCanceled)
            answer = answer.WaitAsync(cancellationToken);
        return read is { AllowStale: true } ? OrStaleAsync(answer) : answer;
    }

    public async Task<QuotaResult> GetResultAsync(QuotaReadOptions? read, CancellationToken cancellationToken)
    {
        try
        {
            return QuotaResult.Of(Name, await GetAsync(read, cancellationToken).ConfigureAwait(false));
        }
        catch (QuotaException e)
        {
            return QuotaResult.Of(Name, e);
        }
    }

    /// <summary>Takes an answer that came some other way. One that was asked for earlier than the answer at hand changes nothing.</summary>
    public void Offer(QuotaSnapshot snapshot, long askedAt)
    {
        lock (_lock)
        {
            if (_good is null || clock.GetElapsedTime(_good.AskedAt, askedAt) >= TimeSpan.Zero)
                _good = new Answer(Task.FromResult(snapshot), askedAt, StampsOf(UntilReset(snapshot), clock));
        }
    }

    private Task<QuotaSnapshot> Join(long maxAge, bool asksAnyway)
    {
        TaskCompletionSource<QuotaSnapshot> landing;
        lock (_lock)
        {
            if (_flight is { } underWay)
                return underWay;
            // Another reader may have brought a fresh answer between the look without the lock and this one.
            if (_good is { } good && IsFresh(good, maxAge))
                return good.Snapshot;
            if (!asksAnyway && _failed is { } failed && IsFresh(failed, _failureCacheDuration))
                return failed.Snapshot;
            landing = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _flight = landing.Task;
        }

        _ = FlyAsync(landing, asksAnyway);
        return landing.Task;
    }

    private async Task FlyAsync(TaskCompletionSource<QuotaSnapshot> landing, bool asksAnyway)
    {
        var askedAt = clock.GetTimestamp();
        Task<QuotaSnapshot>? call = null;
        try
        {
            // Not the first reader's token: when it gives up, the others still wait.
            call = asksAnyway && provider is IGatedProvider gated ? gated.GetQuotaAnywayAsync(lifetime) : provider.GetQuotaAsync(lifetime);
            // A provider of somebody's own may not look at its token.
            var snapshot = await call.WaitAsync(lifetime).ConfigureAwait(false);
            lock (_lock)
            {
                Offer(snapshot, askedAt);
                _flight = null;
                _failed = null;
            }

            landing.SetResult(snapshot);
        }
        catch (Exception e)
        {
            Exception error = lifetime.IsCancellationRequested ? new ObjectDisposedException(nameof(QuotaClient), e) : AsQuotaException(e);
            if (lifetime.IsCancellationRequested)
                Forget(call);

            // Before the readers hear of it: one that then asks anyway must not be given this failure again.
            lock (_lock)
            {
                _flight = null;
                _failed = new Answer(landing.Task, clock.GetTimestamp(), long.MaxValue);
            }

            landing.SetException(error);
            // Looked at here, so that a failure whose readers have all given up is not reported as unobserved.
            _ = landing.Task.Exception;
        }
    }

    /// <summary>Looks at what a call comes to that nobody waits for any more, so that its failure is not reported as unobserved.</summary>
    private static void Forget(Task<QuotaSnapshot>? call) => call?.ContinueWith(
        static c => c.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task<QuotaSnapshot> OrStaleAsync(Task<QuotaSnapshot> answer)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (QuotaException e) when (Latest is not null)
        {
            var latest = Latest!;
            return latest with { IsStale = true, Warnings = [.. latest.Warnings, $"A fresh answer could not be had: {e.Message}"] };
        }
    }

    private QuotaException AsQuotaException(Exception exception)
    {
        if (exception is QuotaException known)
            return known;
        var (id, account) = QuotaNames.Split(Name);
        var (kind, isTransient, what) = TransportErrors.Classify(exception) ?? (QuotaErrorKind.Unavailable, false, $"failed with {exception.GetType().Name}");
        return new QuotaException(kind, id, $"{Name} {what}.", exception) { Account = account, IsTransient = isTransient };
    }

    private long MaxAgeOf(QuotaReadOptions? read) => read?.MaxAge is { } asked ? StampsOf(asked, clock) : _cacheDuration;

    private static bool AsksAnyway(QuotaReadOptions? read) => read?.MaxAge <= TimeSpan.Zero;

    // In the clock's own stamps: to make a duration of two of them takes a sixth of the time that a cached answer takes.
    private bool IsFresh(Answer answer, long maxAge)
    {
        if (maxAge <= 0)
            return false;
        var age = clock.GetTimestamp() - answer.AskedAt;
        return age <= maxAge && age < answer.UntilReset;
    }

    private static long StampsOf(TimeSpan duration, TimeProvider clock)
    {
        // Rounded down: never past a reset.
        var stamps = (Int128)duration.Ticks * clock.TimestampFrequency / TimeSpan.TicksPerSecond;
        return (long)Int128.Clamp(stamps, long.MinValue, long.MaxValue);
    }

    private static TimeSpan UntilReset(QuotaSnapshot snapshot)
    {
        var soonest = TimeSpan.MaxValue;
        foreach (var balance in snapshot.Balances)
        {
            if (balance.ResetsAt is { } reset && reset - snapshot.RetrievedAt < soonest)
                soonest = reset - snapshot.RetrievedAt;
        }

        return soonest > TimeSpan.Zero ? soonest : _pastReset;
    }

    /// <param name="Snapshot">Completed, a failure's at once; kept as a task so that a hit allocates nothing.</param>
    /// <param name="AskedAt">A timestamp of the clock, since the wall clock may jump.</param>
    /// <param name="UntilReset">From AskedAt on, in the same stamps.</param>
    private sealed record Answer(Task<QuotaSnapshot> Snapshot, long AskedAt, long UntilReset);
}
