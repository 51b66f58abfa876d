using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>The error for a missing or invalid setting. The message says what to set; it never quotes a key.</summary>
/// <param name="provider">The vendor's id, such as <c>"heygen"</c>; empty when the setting belongs to no single vendor.</param>
/// <param name="message">The message: what to set, and where. It must not hold a key.</param>
/// <param name="innerException">The cause, or null.</param>
[JsonConverter(typeof(QuotaExceptionConverter))]
public sealed class QuotaConfigurationException(string provider, string message, Exception? innerException = null)
    : QuotaException(QuotaErrorKind.Configuration, provider, message, innerException);
