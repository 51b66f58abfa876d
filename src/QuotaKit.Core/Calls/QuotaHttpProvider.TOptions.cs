namespace QuotaKit.Http;

/// <summary>A provider whose vendor answers over HTTP. A vendor adds its endpoints, its mapper and the reading of its errors.</summary>
/// <remarks>One pipeline goes around sending, reading and mapping: retry, circuit breaker, time-out. Safe for use by many threads.</remarks>
/// <typeparam name="TOptions">The vendor's options.</typeparam>
public abstract class QuotaHttpProvider<TOptions> : QuotaHttpProvider
    where TOptions : QuotaProviderOptions
{
    /// <summary>Checks the settings and prepares the client.</summary>
    /// <param name="context">The settings and the surroundings.</param>
    /// <exception cref="QuotaConfigurationException">A setting is missing or wrong.</exception>
    protected QuotaHttpProvider(QuotaProviderContext<TOptions> context)
        : base(NotNull(context).Options, context.HttpClient, context.TimeProvider, context.Logger)
    {
    }

    /// <summary>The settings in force.</summary>
    protected TOptions Options => (TOptions)CurrentOptions;

    private static QuotaProviderContext<TOptions> NotNull(QuotaProviderContext<TOptions> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context;
    }
}
