using System.Net;

namespace QuotaKit.Http;

/// <summary>The default meaning of HTTP statuses, and the texts for the kinds of errors.</summary>
internal static class StatusErrors
{
    /// <summary>The kind of a response with this status, unless the vendor says otherwise.</summary>
    public static QuotaErrorKind KindOf(int status) => (HttpStatusCode)status switch
    {
        HttpStatusCode.Unauthorized => QuotaErrorKind.Unauthorized,
        HttpStatusCode.Forbidden => QuotaErrorKind.Forbidden,
        HttpStatusCode.NotFound => QuotaErrorKind.NotFound,
        HttpStatusCode.MethodNotAllowed => QuotaErrorKind.Protocol,
        HttpStatusCode.ProxyAuthenticationRequired => QuotaErrorKind.Network,
        HttpStatusCode.RequestTimeout => QuotaErrorKind.Timeout,
        HttpStatusCode.TooManyRequests => QuotaErrorKind.Throttled,
        >= (HttpStatusCode)500 => QuotaErrorKind.Unavailable,
        >= (HttpStatusCode)400 => QuotaErrorKind.Rejected,
        _ => QuotaErrorKind.Protocol,
    };

    /// <summary>Whether a retry may help.</summary>
    public static bool IsTransient(QuotaErrorKind kind, int status) => kind switch
    {
        QuotaErrorKind.Throttled => true,
        QuotaErrorKind.Unavailable or QuotaErrorKind.Timeout => status is 408 or 500 or 502 or 503 or 504,
        _ => false,
    };

    /// <summary>Describes an error that the vendor has sent, to follow its name.</summary>
    public static string Describe(QuotaErrorKind kind) => kind switch
    {
        QuotaErrorKind.Unauthorized => "rejected the API key",
        QuotaErrorKind.Forbidden => "recognized the API key, but does not allow it to read the quota",
        QuotaErrorKind.NotFound => "found no such account or address",
        QuotaErrorKind.Throttled => "received too many requests",
        QuotaErrorKind.QuotaExhausted => "rejected the request because the quota is used up",
        QuotaErrorKind.Network => "could not be reached: a proxy requires a user name and password",
        QuotaErrorKind.Timeout => "reported a timeout",
        QuotaErrorKind.Unavailable => "is not available",
        QuotaErrorKind.Retired => "no longer serves this version of its API",
        QuotaErrorKind.Protocol => "responded with a status that it does not document",
        _ => "rejected the request",
    };

    /// <summary>Describes an error that somebody else seems to have sent, such as a gateway, to follow the vendor's name.</summary>
    public static string DescribeForeign(QuotaErrorKind kind) => kind switch
    {
        QuotaErrorKind.Unauthorized => "could not be reached: the API key was rejected",
        QuotaErrorKind.Forbidden => "could not be reached: access was denied",
        QuotaErrorKind.NotFound => "could not be reached: nothing was found at its address",
        QuotaErrorKind.Throttled => "could not be reached: there were too many requests",
        QuotaErrorKind.Rejected or QuotaErrorKind.Protocol => "could not be reached: the request was rejected",
        QuotaErrorKind.Retired => "did not respond with this version of its API",
        _ => Describe(kind),
    };

    /// <summary>Names the possible sender of a response that does not look like the vendor's, as sentences.</summary>
    public static string SuspectOf(QuotaProviderOptions options) =>
        $"The response does not look like {options.Vendor.DisplayName}'s: " + (options.BaseAddress == options.Vendor.BaseAddress
            ? "a proxy or gateway probably sent it."
            : $"another server probably sent it. Check BaseAddress ({AddressRules.WithPath(options.BaseAddress)}).");

    /// <summary>Advises what to do about an error, as sentences; null when there is nothing to add to its description.</summary>
    /// <param name="kind">The kind of the error.</param>
    /// <param name="options">The options of the call.</param>
    /// <param name="vendorsAdvice">The advice of the vendor's error reader, which replaces the general advice; null for none.</param>
    /// <param name="retryAfter">The wait that the vendor asks for; null when unknown.</param>
    /// <param name="resetsAt">When a quota that is used up resets; null when unknown.</param>
    public static string? Advise(
        QuotaErrorKind kind, QuotaProviderOptions options, string? vendorsAdvice, TimeSpan? retryAfter, DateTimeOffset? resetsAt)
    {
        if (kind == QuotaErrorKind.Unauthorized)
            return $"Check {ApiKeyRules.SettingOf(options)}.{(vendorsAdvice is null ? "" : $" {vendorsAdvice}")}";
        return vendorsAdvice ?? kind switch
        {
            QuotaErrorKind.QuotaExhausted when resetsAt is { } at =>
                FormattableString.Invariant($"Wait for the reset ({at.UtcDateTime:yyyy-MM-dd HH:mm} UTC), buy credits, or choose another plan."),
            QuotaErrorKind.QuotaExhausted => "Wait for the reset, buy credits, or choose another plan.",
            // Longer waits were cut to a day, which is then not the vendor's own.
            QuotaErrorKind.Throttled or QuotaErrorKind.Unavailable when retryAfter is { } wait && wait > TimeSpan.Zero && wait < RetryAfterHeader.Longest =>
                $"Retry after {WaitText.Of(wait)}.",
            _ => null,
        };
    }
}
