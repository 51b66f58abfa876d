using QuotaKit.Http;

namespace QuotaKit;

/// <summary>One account of a <see cref="QuotaClient"/>: its last answer, its last failure, the call under way and the one after it.</summary>
internal sealed class AccountSlot(IQuotaProvider provider, QuotaClientOptions options, TimeProvider clock, CancellationToken lifetime)
{
    private readonly object _lock = new();
    private readonly long _cacheDuration = clock.StampsOf(options.CacheDuration);
    private readonly long _failureCacheDuration = clock.StampsOf(options.FailureCacheDuration);
    private readonly long _documentDuration = clock.StampsOf(options.DocumentDuration);
    private CachedAnswer? _good;
    private Task<QuotaSnapshot>? _failed;
    private long _failedAt;
    private SharedCall? _underWay;
    private SharedCall? _next;

    public string Name { get; } = provider.Name;

    public QuotaSnapshot? Latest => Volatile.Read(ref _good)?.Snapshot;

    /// <summary>Whether a reader would have to make a call. May have changed when it returns.</summary>
    public bool NeedsCall(QuotaReadOptions? read)
    {
        var reader = FreshnessOf(read);
        lock (_lock)
            return _next is null && Find(reader) is null;
    }

    public Task<QuotaSnapshot> GetAsync(QuotaReadOptions? read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<QuotaSnapshot>(cancellationToken);
        var reader = FreshnessOf(read);
        if (Volatile.Read(ref _good) is { } good && good.Serves(reader, _documentDuration))
            return good.Task;

        var answer = Join(reader);
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

    /// <summary>Merges an answer that came some other way into the one at hand, unless that was asked for later.</summary>
    public void Offer(long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge)
    {
        lock (_lock)
        {
            // Nothing was asked for later than now. A caller whose clock is another one must not keep its numbers for ever.
            askedAt = Math.Min(askedAt, clock.GetTimestamp());
            if (_good is null || askedAt >= _good.AskedAt)
                _good = CachedAnswer.Merged(_good, askedAt, merge, clock) ?? _good;
        }
    }

    private Task<QuotaSnapshot> Join(Freshness reader)
    {
        SharedCall call;
        Task? before;
        lock (_lock)
        {
            // Another reader may have brought a fresh answer between the look without the lock and this one.
            if (Find(reader) is { } found)
                return found;
            if (_next is not null)
            {
                _next.AsksAnyway |= reader.AsksAnyway;
                return _next.Task;
            }

            _next = call = new SharedCall(reader.AsksAnyway);
            before = _underWay?.Task;
        }

        _ = MakeAsync(call, before);
        return call.Task;
    }

    /// <summary>The answer, the call under way or the failure that a reader may be given; null when it takes another call. Under the lock.</summary>
    private Task<QuotaSnapshot>? Find(Freshness reader)
    {
        if (_good is { } good && good.Serves(reader, _documentDuration))
            return good.Task;
        // A call that respects a refused key is not what a reader wants who asks anyway.
        if (_underWay is { } call && reader.Accepts(call.AskedAt) && (call.AsksAnyway || !reader.AsksAnyway))
            return call.Task;
        return !reader.AsksAnyway && reader.IsWithin(_failureCacheDuration, _failedAt) ? _failed : null;
    }

    /// <summary>Makes a call when the one before it has ended, whatever that ended with.</summary>
    private async Task MakeAsync(SharedCall call, Task? before)
    {
        if (before is not null)
            await before.WaitAsync(lifetime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            (_underWay, _next) = (call, null);
            call.AskedAt = clock.GetTimestamp();
        }

        Task<QuotaSnapshot>? asked = null;
        try
        {
            lifetime.ThrowIfCancellationRequested();
            GateOverride.Set(call.AsksAnyway ? call.Task : null);
            // Not the first reader's token: when it gives up, the others still wait.
            asked = provider.GetQuotaAsync(lifetime);
            // A provider of somebody's own may not look at its token.
            var document = await asked.WaitAsync(lifetime).ConfigureAwait(false);
            call.SetResult(Land(call, document));
        }
        catch (Exception e)
        {
            Exception error = lifetime.IsCancellationRequested ? new ObjectDisposedException(nameof(QuotaClient), e) : AsQuotaException(e);
            if (lifetime.IsCancellationRequested)
                Forget(asked);

            // Before the readers hear of it: one that then asks anyway must not be given this failure again.
            lock (_lock)
                (_underWay, _failed, _failedAt) = (null, call.Task, clock.GetTimestamp());

            call.SetException(error);
            // Looked at here, so that a failure whose readers have all given up is not reported as unobserved.
            _ = call.Task.Exception;
        }
    }

    /// <summary>Takes a document into the cache. Numbers that were observed while it was on its way are merged into it.</summary>
    private QuotaSnapshot Land(SharedCall call, QuotaSnapshot document)
    {
        lock (_lock)
        {
            var answer = CachedAnswer.OfDocument(document, call.AskedAt, clock);
            if (_good is { Merge: { } merge } observed && observed.AskedAt > call.AskedAt)
                answer = MergedOrSame(answer, observed.AskedAt, merge);
            (_good, _underWay, _failed) = (answer, null, null);
            return answer.Snapshot;
        }
    }

    private CachedAnswer MergedOrSame(CachedAnswer document, long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge)
    {
        try
        {
            return CachedAnswer.Merged(document, askedAt, merge, clock) ?? document;
        }
        catch (Exception)
        {
            // Not the document's fault. Who offers next is told by the exception.
            return document;
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

    private Freshness FreshnessOf(QuotaReadOptions? read)
    {
        var arrival = clock.GetTimestamp();
        return read?.MaxAge is { } asked ? new(arrival, clock.StampsOf(asked), asked <= TimeSpan.Zero) : new(arrival, _cacheDuration, AsksAnyway: false);
    }
}
