using System.Net;

namespace QuotaKit.Http;

/// <summary>What an HTTP status means where the vendor does not say otherwise.</summary>
internal static class StatusErrors
{
    /// <summary>The kind of an answer that is not a success.</summary>
    public static QuotaErrorKind KindOf(int status) => (HttpStatusCode)status switch
    {
        HttpStatusCode.Unauthorized => QuotaErrorKind.Unauthorized,
        HttpStatusCode.Forbidden => QuotaErrorKind.Forbidden,
        HttpStatusCode.NotFound => QuotaErrorKind.NotFound,
        HttpStatusCode.MethodNotAllowed => QuotaErrorKind.Protocol,
        HttpStatusCode.RequestTimeout => QuotaErrorKind.Timeout,
        HttpStatusCode.TooManyRequests => QuotaErrorKind.Throttled,
        >= (HttpStatusCode)500 => QuotaErrorKind.Unavailable,
        >= (HttpStatusCode)400 => QuotaErrorKind.Rejected,
        _ => QuotaErrorKind.Protocol,
    };

    /// <summary>Whether asking again may help.</summary>
    public static bool IsTransient(QuotaErrorKind kind, int status) => kind switch
    {
        QuotaErrorKind.Throttled => true,
        QuotaErrorKind.Unavailable or QuotaErrorKind.Timeout => status is 408 or 500 or 502 or 503 or 504,
        _ => false,
    };

    /// <summary>What the message says of the kind.</summary>
    public static string Describe(QuotaErrorKind kind, QuotaProviderOptions options) => kind switch
    {
        QuotaErrorKind.Unauthorized => $"refused the key; check {ApiKeyRules.SettingOf(options)}",
        QuotaErrorKind.Forbidden => "knows the key but does not let it read the quota",
        QuotaErrorKind.NotFound => "knows no such account or address",
        QuotaErrorKind.Throttled => "says that it is called too often",
        QuotaErrorKind.QuotaExhausted => "refuses, because the quota is used up",
        QuotaErrorKind.Timeout => "gave up on the request",
        QuotaErrorKind.Unavailable => "is not available",
        QuotaErrorKind.Retired => "no longer serves this version of its API",
        QuotaErrorKind.Protocol => "answered with a status that it does not document",
        _ => "refused the request",
    };
}
