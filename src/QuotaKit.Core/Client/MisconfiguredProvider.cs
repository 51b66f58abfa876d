namespace QuotaKit;

/// <summary>Stands for an account that could not be created, so that it fails by itself and hides none of the others. Each call tries again;
/// once the account can be created, it is the account.</summary>
internal sealed class MisconfiguredProvider(string name, Func<IQuotaProvider> create, QuotaConfigurationException problem) : IQuotaProvider, IDisposable
{
    private readonly object _lock = new();
    private IQuotaProvider? _mended;
    private bool _isDisposed;

    public string Name { get; } = name;

    /// <summary>The reason why it could not be created at first.</summary>
    public QuotaConfigurationException Problem { get; } = problem;

    /// <summary>The provider, or its stand-in when creating it fails.</summary>
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
                _mended ??= create();
            }
            catch (Exception e)
            {
                return Task.FromException<QuotaSnapshot>(AsProblem(Name, e));
            }
        }

        return _mended.GetQuotaAsync(cancellationToken);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            (_mended as IDisposable)?.Dispose();
        }
    }

    private static QuotaConfigurationException AsProblem(string name, Exception exception)
    {
        if (exception is QuotaConfigurationException known)
            return known;
        var (id, account) = QuotaNames.Split(name);
        // A vault's exception may quote the key: its type and stack trace are kept, its message is not.
        return new QuotaConfigurationException(
            id,
            $"{name}: creating it failed with {exception.GetType().Name}. The next call tries again.",
            KeyFreeException.Of(exception))
        { Account = account };
    }
}
