namespace QuotaKit;

/// <summary>Takes the place of a provider that could not be created, so that only this account fails. Each call tries to create the provider
/// again; once that succeeds, all calls go to it.</summary>
internal sealed class MisconfiguredProvider(string name, Func<IQuotaProvider> create, QuotaConfigurationException problem) : IQuotaProvider, IKnowsSettlementLag, IHasKey, IDisposable
{
    private readonly object _lock = new();
    private IQuotaProvider? _created;
    private bool _isDisposed;

    public string Name { get; } = name;

    /// <summary>The error of the first attempt to create the provider.</summary>
    public QuotaConfigurationException Problem { get; } = problem;

    /// <summary>Creates a provider, or its stand-in when that fails.</summary>
    public static IQuotaProvider Instead(string name, Func<IQuotaProvider> create)
    {
        try
        {
            return create();
        }
        catch (Exception e)
        {
            return new MisconfiguredProvider(name, create, AsProblem(name, e));
        }
    }

    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_isDisposed)
                return Task.FromException<QuotaSnapshot>(new ObjectDisposedException(Name));
            try
            {
                _created ??= create();
            }
            catch (Exception e)
            {
                return Task.FromException<QuotaSnapshot>(AsProblem(Name, e));
            }
        }

        return _created.GetQuotaAsync(cancellationToken);
    }

    // Null until the provider could be created. The guard's own default, which is longer, is then used.
    public TimeSpan? SettlementLagOf(string account) => (_created as IKnowsSettlementLag)?.SettlementLagOf(account);

    public KeyIdentity? KeyIdentity => (_created as IHasKey)?.KeyIdentity;

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            (_created as IDisposable)?.Dispose();
        }
    }

    private static QuotaConfigurationException AsProblem(string name, Exception exception)
    {
        if (exception is QuotaConfigurationException known)
            return known;
        var (id, account) = QuotaNames.Split(name);
        // The message of an exception, such as a key vault's, may quote the key. Only its type and stack trace are kept.
        return new QuotaConfigurationException(
            id,
            $"{name}: creating the provider failed with {exception.GetType().Name}. The next call tries again.",
            KeyFreeException.Of(exception))
        { Account = account };
    }
}
