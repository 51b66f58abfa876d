using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace QuotaKit.Http;

/// <summary>The options of a provider and, optionally, the HTTP client, the clock and the logger that it uses.</summary>
/// <typeparam name="TOptions">The vendor's options.</typeparam>
/// <param name="options">Gets the current options. Called once per call, so that changes take effect.</param>
public sealed class QuotaProviderContext<TOptions>(Func<TOptions> options)
    where TOptions : QuotaProviderOptions
{
    /// <summary>Creates a context whose options are always the same object.</summary>
    /// <param name="options">The options.</param>
    public QuotaProviderContext(TOptions options)
        : this(() => options) => ArgumentNullException.ThrowIfNull(options);

    /// <summary>Gets the current options.</summary>
    public Func<TOptions> Options { get; } = options;

    /// <summary>The client to send with; null, which is the default value, lets the provider create its own.</summary>
    /// <remarks>Pass a client that has sent no request yet: the provider sets its address and timeout. You remain responsible for disposing it. Its
    /// handler must not follow redirects, because they would send the key to another host.</remarks>
    public HttpClient? HttpClient { get; init; }

    /// <summary>The clock. The default value is <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Receives the log events. The default value discards them.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
