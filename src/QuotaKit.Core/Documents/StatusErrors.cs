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
        HttpStatusCode.ProxyAuthenticationRequired => QuotaErrorKind.Network,
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
        QuotaErrorKind.Network => "was not asked: a proxy in between wants a user name and password",
        QuotaErrorKind.Timeout => "gave up on the request",
        QuotaErrorKind.Unavailable => "is not available",
        QuotaErrorKind.Retired => "no longer serves this version of its API",
        QuotaErrorKind.Protocol => "answered with a status that it does not document",
        _ => "refused the request",
    };

    /// <summary>What the message says of a response that the vendor does not send.</summary>
    public static string DescribeForeign(QuotaErrorKind kind, QuotaProviderOptions options) => kind switch
    {
        QuotaErrorKind.Unauthorized => $"could not be asked: the key was refused; check {ApiKeyRules.SettingOf(options)}",
        QuotaErrorKind.Forbidden => "could not be asked: access was denied",
        QuotaErrorKind.NotFound => "could not be asked: nothing was found at its address",
        QuotaErrorKind.Throttled => "could not be asked: there were too many requests",
        QuotaErrorKind.Rejected or QuotaErrorKind.Protocol => "could not be asked: the request was refused",
        QuotaErrorKind.Retired => "did not answer with this version of its API",
        _ => Describe(kind, options),
    };

    /// <summary>Says who else may have sent a response that is not the vendor's.</summary>
    public static string SuspectOf(QuotaProviderOptions options) =>
        $"The response does not look like {options.Vendor.DisplayName}'s: " + (options.BaseAddress == options.Vendor.BaseAddress
            ? "a proxy or gateway in between seems to have answered."
            : $"something in between seems to have answered; check BaseAddress ({AddressRules.WithPath(options.BaseAddress)}).");

    /// <summary>What helps, where the vendor's mapper does not know better; null where the kind says it all.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="resetsAt">When the vendor says that it answers again; null when it does not.</param>
    public static string? Advise(QuotaErrorKind kind, DateTimeOffset? resetsAt) => kind switch
    {
        QuotaErrorKind.QuotaExhausted when resetsAt is { } at =>
            FormattableString.Invariant($"Wait for the reset ({at.UtcDateTime:yyyy-MM-dd HH:mm} UTC), buy credits, or take another plan."),
        QuotaErrorKind.QuotaExhausted => "Wait for the reset, buy credits, or take another plan.",
        _ => null,
    };
}
