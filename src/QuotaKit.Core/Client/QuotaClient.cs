using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace QuotaKit;

/// <summary>Reads the quota of many accounts, with a cache and at most one call at a time for each account. It needs no container.</summary>
/// <remarks>It is thread-safe. The age of snapshots is measured by monotonic time: setting the system clock does not change it.</remarks>
/// <example>
/// Two vendors without a container:
/// <code>
/// using var heygen = new HeyGenQuotaProvider(heyGenKey);
/// using var vzla = new VzlaQuotaProvider(vzlaKey);
/// using var client = new QuotaClient([heygen, vzla], new QuotaClientOptions { CacheDuration = TimeSpan.FromMinutes(1) });
///
/// Console.WriteLine(await client.GetAllAsync());
/// </code>
/// </example>
public sealed class QuotaClient : IQuotaClient, IQuotaSnapshotSink, IKnowsSettlementLag, IDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private readonly AccountSlot[] _slots;
    private readonly FrozenDictionary<string, AccountSlot> _byName;
    private readonly int[][] _vendors;
    private readonly int _callsPerVendor;
    private readonly IReadOnlyList<IQuotaProvider> _owned;

    /// <summary>Creates a client for these providers. It does not dispose them.</summary>
    /// <param name="providers">The providers. Their names must be different.</param>
    /// <param name="options">How long snapshots are reused; null means the defaults.</param>
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
                throw new ArgumentException($"Two providers are named '{slot.Name}'. Set another Account in the options of one of them.", nameof(providers));
        }

        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _vendors =
        [
            .. Enumerable.Range(0, _slots.Length)
                .GroupBy(i => QuotaNames.Split(_slots[i].Name).Provider, StringComparer.OrdinalIgnoreCase)
                .Select(g => g.ToArray()),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Accounts => field ??= [.. _slots.Select(s => s.Name)];

    /// <summary>The former name of <see cref="Accounts"/>.</summary>
    [Obsolete("Use Accounts.")]
    public IReadOnlyList<string> Providers => Accounts;

    /// <summary>Creates a client for all accounts whose keys are in the environment. It needs the package QuotaKit. Disposing the client disposes
    /// its providers.</summary>
    /// <remarks>It reads HEYGEN_API_KEY, PICTORY_API_KEY, VZLA_API_KEY and all variables named <c>QuotaKit__…</c>, such as
    /// <c>QuotaKit__HeyGen__BaseAddress</c> for a gateway or <c>QuotaKit__HeyGen__Accounts__team_a__ApiKey</c> for the account
    /// <c>"heygen/team_a"</c>. It reads them once. An invalid variable of one vendor makes only the calls to that vendor's accounts fail.</remarks>
    /// <example>
    /// <code>
    /// using var client = QuotaClient.FromEnvironment();
    /// Console.WriteLine(await client.GetAllAsync());
    ///
    /// // With a vendor that the package QuotaKit does not have, whose key is in ACME_API_KEY:
    /// using var more = QuotaClient.FromEnvironment(vendors: [AcmeQuota.Registration]);
    /// </code>
    /// </example>
    /// <param name="options">How long snapshots are reused; null means the settings in the environment, or the defaults.</param>
    /// <param name="vendors">Vendors in addition to those of the package QuotaKit; null means none.</param>
    /// <exception cref="ArgumentException">Two vendors have the same name.</exception>
    /// <exception cref="QuotaConfigurationException">No key is set; or a variable named <c>QuotaKit__…</c> is not a setting or is out of range; or the
    /// package QuotaKit is missing.</exception>
    public static QuotaClient FromEnvironment(QuotaClientOptions? options = null, IEnumerable<QuotaVendorRegistration>? vendors = null)
    {
        var (providers, settings) = EnvironmentCatalog.Find().Read(vendors ?? []);
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
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var all = ReadAllAsync(options, (_, result) => arrivals.Writer.TryWrite(result), stopping.Token);
        _ = all.ContinueWith(
            t => arrivals.Writer.Complete(t.Exception?.InnerException), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        try
        {
            await foreach (var result in arrivals.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return result;
        }
        finally
        {
            // When the caller stops early, accounts that wait for their turn are not read.
            stopping.Cancel();
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    void IQuotaSnapshotSink.Offer(string provider, long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge)
    {
        if (_byName.TryGetValue(provider, out var slot))
            slot.Offer(askedAt, merge);
    }

    TimeSpan? IKnowsSettlementLag.SettlementLagOf(string account) => _byName.TryGetValue(account, out var slot) ? slot.SettlementLag : null;

    /// <summary>Finds the provider of an account; null when there is no such account.</summary>
    internal IQuotaProvider? FindProvider(string account) => _byName.GetValueOrDefault(account)?.Provider;

    /// <summary>Makes the cached snapshot of an account too old for readers, because the vendor has contradicted it. An unknown account is ignored.</summary>
    internal void Contradict(string account)
    {
        if (_byName.TryGetValue(account, out var slot))
            slot.Contradict();
    }

    /// <summary>Cancels the calls in progress. Their callers get an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _lifetime.Cancel();
        foreach (var provider in _owned)
            (provider as IDisposable)?.Dispose();
    }

    /// <summary>Reads all accounts, with at most <see cref="QuotaClientOptions.CallsPerVendor"/> calls to each vendor at a time. Accounts do not wait
    /// for other vendors, and cached accounts do not wait at all.</summary>
    private Task ReadAllAsync(QuotaReadOptions? options, Action<int, QuotaResult> deliver, CancellationToken cancellationToken)
    {
        return Task.WhenAll(_vendors.SelectMany(ReadVendor));

        IEnumerable<Task> ReadVendor(int[] slots)
        {
            var waiting = Array.FindAll(slots, s => _slots[s].NeedsCall(options));
            var next = -1;
            var workers = Math.Min(_callsPerVendor, waiting.Length);
            return slots.Except(waiting).Select(ReadAsync).Concat(Enumerable.Range(0, workers).Select(_ => ReadOneByOneAsync()));

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
