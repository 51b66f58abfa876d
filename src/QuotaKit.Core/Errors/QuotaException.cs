using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>No answer could be had. <see cref="Kind"/> says what to do next; the other properties are for logs and support.</summary>
/// <remarks>Neither the message, nor a property, nor an inner exception ever holds a key.</remarks>
[JsonConverter(typeof(QuotaExceptionConverter))]
public class QuotaException : Exception
{
    /// <summary>Creates an error of a provider.</summary>
    /// <param name="kind">What kind of failure it is.</param>
    /// <param name="provider">The vendor's id, such as <c>"heygen"</c>; empty when no single vendor is meant.</param>
    /// <param name="message">What happened and what to do. It must not hold a key.</param>
    /// <param name="innerException">The cause, or null.</param>
    public QuotaException(QuotaErrorKind kind, string provider, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        Provider = provider;
    }

    /// <summary>The vendor's id, such as <c>"heygen"</c>.</summary>
    public string Provider { get; }

    /// <summary>The account's name. The default value is <c>"default"</c>.</summary>
    public string Account { get; init; } = QuotaNames.DefaultAccount;

    /// <summary>What kind of failure it is.</summary>
    public QuotaErrorKind Kind { get; }

    /// <summary>The HTTP status of the last answer; null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The vendor's own error code; null when it sent none.</summary>
    public string? VendorCode { get; init; }

    /// <summary>The vendor's own words; null when it sent none.</summary>
    public string? VendorMessage { get; init; }

    /// <summary>The vendor's id for the request; null when it sent none.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long to wait before asking again; null when the vendor did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How many requests were sent for this call: 0 when it failed before the first.</summary>
    public int Attempts { get; internal set; }

    /// <summary>Whether asking again later may work without changing anything.</summary>
    public bool IsTransient { get; init; }

    /// <summary>After how long the pipeline asks again by itself; null when it gives up.</summary>
    internal TimeSpan? RetryIn { get; set; }
}
