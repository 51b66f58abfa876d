namespace QuotaKit.Http;

/// <summary>Base class of a provider whose vendor is called over HTTP. Derive from it and add the endpoint, its mapper and the reader of errors.</summary>
/// <remarks>A retry strategy, a circuit breaker and timeouts cover sending, reading and mapping. Safe for use by many threads.</remarks>
/// <typeparam name="TOptions">The vendor's options.</typeparam>
public abstract class QuotaHttpProvider<TOptions> : QuotaHttpProvider
    where TOptions : QuotaProviderOptions
{
    /// <summary>Checks the options and prepares the HTTP client.</summary>
    /// <param name="context">The options, and optionally a client, a clock and a logger.</param>
    /// <exception cref="QuotaConfigurationException">An option is missing or invalid.</exception>
    protected QuotaHttpProvider(QuotaProviderContext<TOptions> context)
        : base(NotNull(context).Options, context.HttpClient, context.TimeProvider, context.Logger)
    {
    }

    /// <summary>The options of the latest call.</summary>
    protected TOptions Options => (TOptions)CurrentOptions;

    private static QuotaProviderContext<TOptions> NotNull(QuotaProviderContext<TOptions> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context;
    }
}
