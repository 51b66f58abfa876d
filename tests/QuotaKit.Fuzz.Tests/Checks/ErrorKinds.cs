using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests.Checks;

/// <summary>Lists the kinds of error that a status may lead to, according to docs/faults.md and docs/vendors.</summary>
internal static class ErrorKinds
{
    // HeyGen's error codes may turn any of its refusals into one of these.
    private static readonly QuotaErrorKind[] _ofHeyGenCodes =
        [QuotaErrorKind.Unauthorized, QuotaErrorKind.Forbidden, QuotaErrorKind.Throttled, QuotaErrorKind.QuotaExhausted];

    public static IReadOnlyList<QuotaErrorKind> Transient { get; } =
    [
        QuotaErrorKind.Throttled, QuotaErrorKind.Unavailable, QuotaErrorKind.Network, QuotaErrorKind.Timeout, QuotaErrorKind.Protocol,
    ];

    public static IReadOnlyList<QuotaErrorKind> Of(FuzzTarget target, int status) => target.Vendor switch
    {
        // Version 2 counts as retired if the response does not come from it.
        "heygen" when target.Name == "heygen-v2" && status is 301 or 302 or 307 or 308 or 405 or 410 or 501 => [QuotaErrorKind.Retired],
        "heygen" when target.Name == "heygen-v2" && status is 400 or 403 or 404 => [QuotaErrorKind.Retired, Plain(status), .. _ofHeyGenCodes],
        "heygen" when target.Name != "heygen-v3" && status < 300 =>
            [QuotaErrorKind.Protocol, QuotaErrorKind.TooLarge, QuotaErrorKind.Rejected, QuotaErrorKind.Retired],
        // A 200 with an error in its document is a refusal, whatever its code.
        "heygen" when status < 300 => [QuotaErrorKind.Protocol, QuotaErrorKind.TooLarge, QuotaErrorKind.Rejected],
        // A 402 without one of HeyGen's codes may come from a gateway.
        "heygen" when status == 402 => [QuotaErrorKind.QuotaExhausted, QuotaErrorKind.Rejected, .. _ofHeyGenCodes],
        "heygen" when status >= 400 => [Plain(status), .. _ofHeyGenCodes],
        "pictory" when status == 400 => [QuotaErrorKind.Rejected, QuotaErrorKind.Unauthorized],
        "vzla" when status == 429 => [QuotaErrorKind.QuotaExhausted, QuotaErrorKind.Throttled],
        _ when status < 300 => [QuotaErrorKind.Protocol, QuotaErrorKind.TooLarge, QuotaErrorKind.Rejected],
        _ => [Plain(status)],
    };

    private static QuotaErrorKind Plain(int status) => status switch
    {
        < 400 or 405 => QuotaErrorKind.Protocol,
        401 => QuotaErrorKind.Unauthorized,
        403 => QuotaErrorKind.Forbidden,
        404 => QuotaErrorKind.NotFound,
        408 => QuotaErrorKind.Timeout,
        429 => QuotaErrorKind.Throttled,
        < 500 => QuotaErrorKind.Rejected,
        _ => QuotaErrorKind.Unavailable,
    };
}
