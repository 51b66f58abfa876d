using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace QuotaKit;

/// <summary>Reads many accounts, with a cache and one call at a time for each. Works with a container and without.</summary>
/// <remarks>Safe for use by many threads. Answers age by monotonic time, so that a jump of the wall clock neither keeps nor drops them.</remarks>
public sealed class QuotaClient : IQuotaClient, IQuotaSnapshotSink, IDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private readonly AccountSlot[] _slots;
    private readonly Dictionary<string, AccountSlot> _byName;
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
        _slots = [.. providers.Select(p => new AccountSlot(p, options, timeProvider ?? TimeProvider.System, _lifetime.Token))];
        _byName = new(_slots.Length, StringComparer.OrdinalIgnoreCase);
        foreach (var slot in _slots)
        {
            if (!_byName.TryAdd(slot.Name, slot))
                throw new ArgumentException($"Two providers are named '{slot.Name}'. Give one of them an Account of its own.", nameof(providers));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Providers => field ??= [.. _slots.Select(s => s.Name)];

    /// <summary>A client for every vendor whose key is in the environment: HEYGEN_API_KEY, PICTORY_API_KEY, VZLA_API_KEY.
    /// It owns its providers: dispose it.</summary>
    /// <param name="options">How answers are reused; null means the defaults.</param>
    /// <exception cref="QuotaConfigurationException">None of the variables is set, or the package QuotaKit is not there. A variable that
    /// cannot be a key fails the calls of its vendor alone.</exception>
    public static QuotaClient FromEnvironment(QuotaClientOptions? options = null) =>
        new(EnvironmentCatalog.Find().CreateProviders(), options, null, ownsProviders: true);

    /// <inheritdoc/>
    public Task<QuotaSnapshot> GetAsync(string provider, QuotaReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ObjectDisposedException.ThrowIf(_lifetime.IsCancellationRequested, this);
        return _byName.TryGetValue(provider, out var slot)
            ? slot.GetAsync(options, cancellationToken)
            : Task.FromException<QuotaSnapshot>(Unknown(provider));
    }

    /// <inheritdoc/>
    public async Task<QuotaReport> GetAllAsync(QuotaReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_lifetime.IsCancellationRequested, this);
        return new QuotaReport(await Task.WhenAll(_slots.Select(s => s.GetResultAsync(options, cancellationToken))).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<QuotaResult> StreamAsync(
        QuotaReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_lifetime.IsCancellationRequested, this);
        var arrivals = Channel.CreateUnbounded<QuotaResult>();
        var all = Task.WhenAll(_slots.Select(DeliverAsync));
        _ = all.ContinueWith(t => arrivals.Writer.Complete(t.Exception?.InnerException), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        await foreach (var result in arrivals.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            yield return result;
        cancellationToken.ThrowIfCancellationRequested();

        async Task DeliverAsync(AccountSlot slot) =>
            arrivals.Writer.TryWrite(await slot.GetResultAsync(options, cancellationToken).ConfigureAwait(false));
    }

    void IQuotaSnapshotSink.Offer(string provider, long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge)
    {
        if (_byName.TryGetValue(provider, out var slot) && merge(slot.Latest) is { } snapshot)
            slot.Offer(snapshot, askedAt);
    }

    /// <summary>Ends the calls under way; their readers get an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _lifetime.Cancel();
        foreach (var provider in _owned)
            (provider as IDisposable)?.Dispose();
    }

    private QuotaConfigurationException Unknown(string provider) => new(
        QuotaNames.Split(provider).Provider,
        $"There is no provider named '{provider}'. There {(_slots.Length == 0 ? "are none at all" : $"are: {string.Join(", ", Providers)}")}. " +
        "A vendor is there when its key is set in the configuration or the environment, or when it was added to QuotaKit's builder.");
}
