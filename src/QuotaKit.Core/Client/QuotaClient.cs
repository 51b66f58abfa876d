using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace QuotaKit;

/// <summary>Reads many accounts, with a cache and one call at a time for each. Works with a container and without.</summary>
/// <remarks>Safe for use by many threads. Answers age by monotonic time, so that a jump of the wall clock neither keeps nor drops them.</remarks>
public sealed class QuotaClient : IQuotaClient, IQuotaSnapshotSink, IDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private readonly AccountSlot[] _slots;
    private readonly FrozenDictionary<string, AccountSlot> _byName;
    private readonly int[][] _vendors;
    private readonly int _callsPerVendor;
    private readonly IReadOnlyList<IQuotaProvider> _owned;

    /// <summary>A client over these providers, which remain the caller's to dispose.</summary>
    /// <param name="providers">The providers; each has a name of its own.</param>
    /// <param name="options">How answers are reused; null means the defaults.</param>
    /// <param name="timeProvider">The clock; null means <see cref="TimeProvider.System"/>.</param>
    /// <exception cref="ArgumentException">Two providers have the same name.</exception>
    /// <exception cref="QuotaConfigurationException">An option is out of range.</exception>
    public QuotaClient(IEnumerable<IQuotaProvider> providers, QuotaClientOptions? options = null, TimeProvider? timeProvider = null)
        : this([.. providers], options, timeProvider, ownsProviders: false)
    {
    }

    private QuotaClient(IReadOnlyList<IQuotaProvider> providers, QuotaClientOptions? options, TimeProvider? timeProvider, bool ownsProviders)
    {
        options ??= new QuotaClientOptions();
        options.ThrowIfInvalid();
        _owned = ownsProviders ? providers : [];
        _callsPerVendor = options.CallsPerVendor;
        _slots = [.. providers.Select(p => new AccountSlot(p, options, timeProvider ?? TimeProvider.System, _lifetime.Token))];
        var byName = new Dictionary<string, AccountSlot>(_slots.Length, StringComparer.OrdinalIgnoreCase);
        foreach (var slot in _slots)
        {
            if (!byName.TryAdd(slot.Name, slot))
                throw new ArgumentException($"Two providers are named '{slot.Name}'. Give one of them an Account of its own.", nameof(providers));
        }

        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        _vendors = [.. Enumerable.Range(0, _slots.Length).GroupBy(i => QuotaNames.Split(_slots[i].Name).Provider, StringComparer.OrdinalIgnoreCase).Select(g => g.ToArray())];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Accounts => field ??= [.. _slots.Select(s => s.Name)];

    /// <summary>The former name of <see cref="Accounts"/>.</summary>
    [Obsolete("Use Accounts.")]
    public IReadOnlyList<string> Providers => Accounts;

    /// <summary>Creates a client from the environment alone, with the settings that a host would read there: HEYGEN_API_KEY, PICTORY_API_KEY,
    /// VZLA_API_KEY, and every variable named <c>QuotaKit__…</c>, such as <c>QuotaKit__HeyGen__BaseAddress</c> for a gateway or
    /// <c>QuotaKit__HeyGen__Accounts__team_a__ApiKey</c> for a further account. It owns its providers: dispose it.</summary>
    /// <remarks>Variables are read once. A variable wrong for one vendor fails the calls of its accounts alone.</remarks>
    /// <param name="options">How answers are reused; null means as the environment says, and else the defaults.</param>
    /// <exception cref="QuotaConfigurationException">No key is set, a variable named <c>QuotaKit__…</c> is no setting or out of range, or the
    /// package QuotaKit is not there.</exception>
    public static QuotaClient FromEnvironment(QuotaClientOptions? options = null)
    {
        var (providers, settings) = EnvironmentCatalog.Find().Read();
        return new QuotaClient(providers, options ?? settings, null, ownsProviders: true);
    }

    /// <inheritdoc/>
    public Task<QuotaSnapshot> GetAsync(string account, QuotaReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        ObjectDisposedException.ThrowIf(_lifetime.IsCancellationRequested, this);
        return _byName.TryGetValue(account, out var slot)
            ? slot.GetAsync(options, cancellationToken)
            : Task.FromException<QuotaSnapshot>(Unknown(account));
    }

    /// <inheritdoc/>
    public async Task<QuotaReport> GetAllAsync(QuotaReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_lifetime.IsCancellationRequested, this);
        var results = new QuotaResult[_slots.Length];
        await ReadAllAsync(options, (slot, result) => results[slot] = result, cancellationToken).ConfigureAwait(false);
        return new QuotaReport(results);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<QuotaResult> StreamAsync(
        QuotaReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_lifetime.IsCancellationRequested, this);
        var arrivals = Channel.CreateUnbounded<QuotaResult>();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var all = ReadAllAsync(options, (_, result) => arrivals.Writer.TryWrite(result), leaving.Token);
        _ = all.ContinueWith(t => arrivals.Writer.Complete(t.Exception?.InnerException), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        try
        {
            await foreach (var result in arrivals.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return result;
        }
        finally
        {
            // Who leaves early does not want those asked that have not been yet.
            leaving.Cancel();
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    void IQuotaSnapshotSink.Offer(string provider, long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge)
    {
        if (_byName.TryGetValue(provider, out var slot))
            slot.Offer(askedAt, merge);
    }

    /// <summary>Ends the calls under way; their readers get an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _lifetime.Cancel();
        foreach (var provider in _owned)
            (provider as IDisposable)?.Dispose();
    }

    /// <summary>Reads every account: so many calls to a vendor at a time, and all vendors at once. None waits for another vendor, nor one
    /// that needs no call for those that do.</summary>
    private Task ReadAllAsync(QuotaReadOptions? options, Action<int, QuotaResult> deliver, CancellationToken cancellationToken)
    {
        return Task.WhenAll(_vendors.SelectMany(ReadVendor));

        IEnumerable<Task> ReadVendor(int[] slots)
        {
            var waiting = Array.FindAll(slots, s => _slots[s].NeedsCall(options));
            var next = -1;
            return slots.Except(waiting).Select(ReadAsync).Concat(Enumerable.Range(0, Math.Min(_callsPerVendor, waiting.Length)).Select(_ => ReadOneByOneAsync()));

            async Task ReadOneByOneAsync()
            {
                for (var i = Interlocked.Increment(ref next); i < waiting.Length; i = Interlocked.Increment(ref next))
                    await ReadAsync(waiting[i]).ConfigureAwait(false);
            }

            async Task ReadAsync(int slot) => deliver(slot, await _slots[slot].GetResultAsync(options, cancellationToken).ConfigureAwait(false));
        }
    }

    private QuotaConfigurationException Unknown(string account) => new(
        QuotaNames.Split(account).Provider,
        $"There is no account '{account}'. {(_slots.Length == 0 ? "No account is set up" : $"The accounts are {string.Join(", ", Accounts)}")}. " +
        "Set an API key in the configuration or the environment, or add the account to the builder.");
}
