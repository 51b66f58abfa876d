namespace QuotaKit;

/// <summary>Stands for an account whose settings are wrong, so that it fails by itself and hides none of the others.</summary>
internal sealed class MisconfiguredProvider(string name, QuotaConfigurationException problem) : IQuotaProvider
{
    public string Name { get; } = name;

    public QuotaConfigurationException Problem { get; } = problem;

    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => Task.FromException<QuotaSnapshot>(Problem);

    /// <summary>The provider, or what stands for it when its settings are wrong.</summary>
    public static IQuotaProvider Instead(string name, Func<IQuotaProvider> create)
    {
        try
        {
            return create();
        }
        catch (QuotaConfigurationException problem)
        {
            return new MisconfiguredProvider(name, problem);
        }
    }
}
