using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace QuotaKit.Http;

/// <summary>What a provider needs from its surroundings: settings, and where wanted a client, a clock and a logger of the host's.</summary>
/// <typeparam name="TOptions">The vendor's options.</typeparam>
/// <param name="options">Gives the settings in force. Asked for each call, so that changed settings are seen.</param>
public sealed class QuotaProviderContext<TOptions>(Func<TOptions> options)
    where TOptions : QuotaProviderOptions
{
    /// <summary>A context around settings that stay the same object.</summary>
    /// <param name="options">The settings.</param>
    public QuotaProviderContext(TOptions options)
        : this(() => options) => ArgumentNullException.ThrowIfNull(options);

    /// <summary>Gives the settings in force.</summary>
    public Func<TOptions> Options { get; } = options;

    /// <summary>The client to send with, not used yet, since the provider sets its address and time-out; it remains yours to dispose. Its
    /// handler must not follow redirects, which carry keys to other hosts. The default value is null: a client of the provider's own.</summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>The clock. The default value is <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where events go. The default value drops them.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
