using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>The error of a failed read. <see cref="Kind"/> tells what to do next; the other properties are for logs and support.</summary>
/// <remarks>The message, the properties and the inner exceptions never hold a key.</remarks>
/// <example>
/// Catch by kind:
/// <code>
/// try
/// {
///     return await client.GetAsync("heygen", cancellationToken: cancellationToken);
/// }
/// catch (QuotaException e) when (e.Kind is QuotaErrorKind.Unauthorized or QuotaErrorKind.Configuration)
/// {
///     logger.LogError(e, "Check the key of {Provider}/{Account}", e.Provider, e.Account);
///     throw;
/// }
/// catch (QuotaException e) when (e.IsTransient)
/// {
///     logger.LogWarning("Try again in {RetryAfter}: {Message}", e.RetryAfter ?? TimeSpan.FromMinutes(1), e.Message);
///     return null;
/// }
/// </code>
/// </example>
[JsonConverter(typeof(QuotaExceptionConverter))]
public class QuotaException : Exception
{
    /// <summary>Creates an error.</summary>
    /// <param name="kind">The kind of the error.</param>
    /// <param name="provider">The vendor's id, such as <c>"heygen"</c>; empty when the error belongs to no single vendor.</param>
    /// <param name="message">The message: what happened, and what to do. It must not hold a key.</param>
    /// <param name="innerException">The cause, or null.</param>
    public QuotaException(QuotaErrorKind kind, string provider, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        Provider = provider;
    }

    /// <summary>The vendor's id, such as <c>"heygen"</c>; empty when the error belongs to no single vendor.</summary>
    public string Provider { get; }

    /// <summary>The account's own name, such as <c>"team-a"</c>. The default value is <c>"default"</c>.</summary>
    public string Account { get; init; } = QuotaNames.DefaultAccount;

    /// <summary>The kind of the error.</summary>
    public QuotaErrorKind Kind { get; }

    /// <summary>The HTTP status of the last response; null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The vendor's own error code; null when it sent none.</summary>
    public string? VendorCode { get; init; }

    /// <summary>The vendor's own error message; null when it sent none.</summary>
    public string? VendorMessage { get; init; }

    /// <summary>The vendor's id of the request; null when it sent none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The time to wait before the next try; null when unknown.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The number of requests that the call sent; 0 when it failed before the first.</summary>
    public int Attempts { get; internal set; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>The time after which the pipeline retries by itself; null when it does not retry.</summary>
    internal TimeSpan? RetryIn { get; set; }
}
