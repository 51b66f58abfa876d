using QuotaKit.Http;

namespace QuotaKit;

/// <summary>One account of a <see cref="QuotaClient"/>: its cached snapshot, its last failure, the current call and the next one.</summary>
/// <remarks>At most one call runs at a time. A reader joins the current call if its result will be fresh enough, and the next call otherwise. The next
/// call starts when the current one has ended, and serves all readers that joined it until then.</remarks>
internal sealed class AccountSlot(IQuotaProvider provider, QuotaClientOptions options, TimeProvider clock, CancellationToken lifetime)
{
    private readonly object _lock = new();
    private readonly long _cacheDuration = clock.StampsOf(options.CacheDuration);
    private readonly long _failureCacheDuration = clock.StampsOf(options.FailureCacheDuration);
    private readonly long _documentDuration = clock.StampsOf(options.DocumentDuration);
    private CachedSnapshot? _cached;
    private Task<QuotaSnapshot>? _failed;
    private long _failedAt;
    private long _contradictedAt = long.MinValue;
    private SharedCall? _current;
    private SharedCall? _next;

    public string Name { get; } = provider.Name;

    public IQuotaProvider Provider => provider;

    /// <summary>The cached snapshot, however old; null when there is none yet.</summary>
    public QuotaSnapshot? Latest => Volatile.Read(ref _cached)?.Snapshot;

    /// <summary>The longest time from a charge until the vendor's answers show it; null when unknown.</summary>
    public TimeSpan? SettlementLag => (provider as IKnowsSettlementLag)?.SettlementLagOf(Name);

    /// <summary>Whether a reader would start a new call. The answer can be outdated as soon as it is returned.</summary>
    public bool NeedsCall(QuotaReadOptions? read)
    {
        var reader = FreshnessOf(read);
        lock (_lock)
            return _next is null && Find(reader) is null;
    }

    /// <summary>Reads the account: from the cache, or from a call that is shared with other readers.</summary>
    /// <param name="read">How fresh the snapshot must be; null means the client's defaults.</param>
    /// <param name="cancellationToken">Cancels waiting, not the call.</param>
    public Task<QuotaSnapshot> GetAsync(QuotaReadOptions? read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<QuotaSnapshot>(cancellationToken);
        var reader = FreshnessOf(read);
        if (Volatile.Read(ref _cached) is { } cached && cached.Serves(reader, _documentDuration))
            return cached.Task;

        var snapshot = Join(reader);
        if (cancellationToken.CanBeCanceled)
            snapshot = snapshot.WaitAsync(cancellationToken);
        return read is { AllowStale: true } ? OrStaleAsync(snapshot) : snapshot;
    }

    /// <summary>Reads the account like <see cref="GetAsync"/>, and returns a failure instead of throwing it.</summary>
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

    /// <summary>Merges observed numbers into the cached snapshot, unless the cached numbers were requested later.</summary>
    /// <param name="askedAt">The timestamp from before the request for the observed numbers was sent.</param>
    /// <param name="merge">Creates the new snapshot from the cached one.</param>
    public void Offer(long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge)
    {
        lock (_lock)
        {
            // A timestamp in the future comes from another clock. Unclamped, it would keep its numbers in the cache for too long.
            askedAt = Math.Min(askedAt, clock.GetTimestamp());
            if (_cached is null || askedAt >= _cached.AskedAt)
                _cached = CachedSnapshot.Merged(_cached, askedAt, merge, clock) ?? _cached;
        }
    }

    /// <summary>Makes everything that was asked for until now too old for readers, because the vendor has contradicted it.</summary>
    public void Contradict() => Volatile.Write(ref _contradictedAt, clock.GetTimestamp());

    private Task<QuotaSnapshot> Join(Freshness reader)
    {
        SharedCall call;
        Task? before;
        lock (_lock)
        {
            // Checked again, because a call may have ended since the check without the lock.
            if (Find(reader) is { } found)
                return found;
            if (_next is not null)
            {
                _next.OverridesGate |= reader.OverridesGate;
                return _next.Task;
            }

            _next = call = new SharedCall(reader.OverridesGate);
            before = _current?.Task;
        }

        _ = RunAsync(call, before);
        return call.Task;
    }

    /// <summary>Finds a result for a reader: the cached snapshot, the current call or the last failure. Returns null when the reader needs the next
    /// call. Must be called under the lock.</summary>
    private Task<QuotaSnapshot>? Find(Freshness reader)
    {
        if (_cached is { } cached && cached.Serves(reader, _documentDuration))
            return cached.Task;
        // A reader that overrides the gate does not join a call that the gate may block.
        if (_current is { } call && reader.Accepts(call.AskedAt) && (call.OverridesGate || !reader.OverridesGate))
            return call.Task;
        return !reader.OverridesGate && reader.IsWithin(_failureCacheDuration, _failedAt) ? _failed : null;
    }

    /// <summary>Runs a call once the call before it has succeeded or failed.</summary>
    private async Task RunAsync(SharedCall call, Task? before)
    {
        if (before is not null)
            await before.WaitAsync(lifetime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            (_current, _next) = (call, null);
            call.AskedAt = clock.GetTimestamp();
        }

        Task<QuotaSnapshot>? reading = null;
        try
        {
            lifetime.ThrowIfCancellationRequested();
            GateOverride.Set(call.OverridesGate ? call.Task : null);
            // The client's token, not the first reader's: when that reader cancels, the others still wait.
            reading = provider.GetQuotaAsync(lifetime);
            // Providers written by others may ignore their token, so the wait is cancelled as well.
            var document = await reading.WaitAsync(lifetime).ConfigureAwait(false);
            call.SetResult(Store(call, document));
        }
        catch (Exception e)
        {
            Exception error = lifetime.IsCancellationRequested ? new ObjectDisposedException(nameof(QuotaClient), e) : AsQuotaException(e);
            if (lifetime.IsCancellationRequested)
                ObserveFailure(reading);

            // Before the readers continue, so that a reader that retries at once starts a new call instead of joining this one.
            lock (_lock)
                (_current, _failed, _failedAt) = (null, call.Task, clock.GetTimestamp());

            call.SetException(error);
            // Reading the exception marks it as observed. All readers may have cancelled by now.
            _ = call.Task.Exception;
        }
    }

    /// <summary>Caches a document. Numbers that were observed during the call are newer, so they are merged into it.</summary>
    private QuotaSnapshot Store(SharedCall call, QuotaSnapshot document)
    {
        lock (_lock)
        {
            var stored = CachedSnapshot.OfDocument(document, call.AskedAt, clock);
            if (_cached is { Merge: { } merge } observed && observed.AskedAt > call.AskedAt)
                stored = MergedOrSame(stored, observed.AskedAt, merge);
            (_cached, _current, _failed) = (stored, null, null);
            return stored.Snapshot;
        }
    }

    private CachedSnapshot MergedOrSame(CachedSnapshot document, long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge)
    {
        try
        {
            return CachedSnapshot.Merged(document, askedAt, merge, clock) ?? document;
        }
        catch (Exception)
        {
            // The document is good even if the merge fails. The next call of Offer throws the same error to its caller.
            return document;
        }
    }

    /// <summary>Marks a later failure of a call that nobody waits for as observed.</summary>
    private static void ObserveFailure(Task<QuotaSnapshot>? call) => call?.ContinueWith(
        static c => c.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private async Task<QuotaSnapshot> OrStaleAsync(Task<QuotaSnapshot> fresh)
    {
        try
        {
            return await fresh.ConfigureAwait(false);
        }
        catch (QuotaException e) when (Latest is not null)
        {
            var latest = Latest!;
            return latest with { IsStale = true, Warnings = [.. latest.Warnings, $"Reading a fresh snapshot failed: {e.Message}"] };
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
        var contradictedAt = Volatile.Read(ref _contradictedAt);
        // On a coarse clock, an equal timestamp may belong to an earlier moment: it is not "after the contradiction".
        var mostAge = contradictedAt == long.MinValue ? long.MaxValue : arrival - contradictedAt - 1;
        return read?.MaxAge is { } maxAge
            ? new(arrival, Math.Min(clock.StampsOf(maxAge), mostAge), OverridesGate: maxAge <= TimeSpan.Zero)
            : new(arrival, Math.Min(_cacheDuration, mostAge), OverridesGate: false);
    }
}
