namespace QuotaKit;

/// <summary>Stands for an account whose settings are wrong, so that it fails by itself and hides none of the others. Once they are right,
/// it is the account.</summary>
internal sealed class MisconfiguredProvider(string name, Func<IQuotaProvider> create, QuotaConfigurationException problem) : IQuotaProvider, IDisposable
{
    private readonly object _lock = new();
    private IQuotaProvider? _mended;

    public string Name { get; } = name;

    /// <summary>What was wrong at first.</summary>
    public QuotaConfigurationException Problem { get; } = problem;

    /// <summary>The provider, or what stands for it while its settings are wrong.</summary>
    public static IQuotaProvider Instead(string name, Func<IQuotaProvider> create)
    {
        try
        {
            return create();
        }
        catch (QuotaConfigurationException problem)
        {
            return new MisconfiguredProvider(name, create, problem);
        }
    }

    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            lock (_lock)
                _mended ??= create();
            return _mended.GetQuotaAsync(cancellationToken);
        }
        catch (QuotaConfigurationException still)
        {
            return Task.FromException<QuotaSnapshot>(still);
        }
    }

    public void Dispose() => (_mended as IDisposable)?.Dispose();
}
