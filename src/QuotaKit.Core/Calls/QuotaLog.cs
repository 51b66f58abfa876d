using Microsoft.Extensions.Logging;

namespace QuotaKit.Http;

/// <summary>All log events of a call. They hold nothing but the values named here: no header, address or body.</summary>
internal static partial class QuotaLog
{
    [LoggerMessage(1, LogLevel.Debug, "Read {Provider}: {Status} after {Attempts} attempt(s) and {ElapsedMs} ms")]
    public static partial void Succeeded(ILogger logger, string provider, QuotaStatus status, int attempts, double elapsedMs);

    [LoggerMessage(
        2, LogLevel.Warning,
        "Could not read {Provider}: {Kind} (HTTP {StatusCode}, vendor code {VendorCode}, request {RequestId}) after {Attempts} attempt(s)")]
    public static partial void Failed(
        ILogger logger, string provider, QuotaErrorKind kind, int? statusCode, string? vendorCode, string? requestId, int attempts);

    [LoggerMessage(3, LogLevel.Information, "Attempt {Attempt} to read {Provider} failed: {Kind}; the next one is in {DelayMs} ms")]
    public static partial void Retrying(ILogger logger, int attempt, string provider, QuotaErrorKind kind, double delayMs);
}
