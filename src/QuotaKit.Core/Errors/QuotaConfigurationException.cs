using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>A setting is missing or wrong. The message says what to set, never what was set.</summary>
/// <param name="provider">The vendor's id, such as <c>"heygen"</c>; empty when no single vendor is meant.</param>
/// <param name="message">What to set, and where.</param>
/// <param name="innerException">The cause, or null.</param>
[JsonConverter(typeof(QuotaExceptionConverter))]
public sealed class QuotaConfigurationException(string provider, string message, Exception? innerException = null)
    : QuotaException(QuotaErrorKind.Configuration, provider, message, innerException);
