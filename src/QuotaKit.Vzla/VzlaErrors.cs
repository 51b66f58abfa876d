using QuotaKit.Http;

namespace QuotaKit.Vzla;

/// <summary>Reads vzla.io's errors.</summary>
internal static class VzlaErrors
{
    // vzla.io's periods are calendar months: a reset further off is not one of its.
    private static readonly TimeSpan _longestPeriod = TimeSpan.FromDays(32);

    public static VendorError Read(QuotaDocument answer)
    {
        var error = answer.Root.ChildIfAny("error"u8);
        var ownCode = error?.Text("code"u8);
        // What is not in vzla.io's shape may be somebody else's; their words help all the same.
        var code = ownCode ?? answer.Root.Text("code"u8);
        var message = error?.Text("message"u8) ?? answer.Root.Text("error"u8) ?? answer.Root.Text("message"u8);
        return IsUsedUp(answer, ownCode)
            ? UsedUp(answer, code, message)
            : new VendorError(null, code, message, IsForeign: answer.StatusCode is 403 or 404 && ownCode is null);
    }

    // A proxy limits how fast one may ask with the same status; only vzla.io says that the month's requests are gone.
    private static bool IsUsedUp(QuotaDocument answer, string? ownCode) =>
        answer.StatusCode == 429 && (ownCode == "quota_exceeded" || VzlaQuotaHeaders.ReadRemaining(answer.Headers) <= 0);

    private static VendorError UsedUp(QuotaDocument answer, string? code, string? message)
    {
        var reset = VzlaQuotaHeaders.ReadReset(answer.Headers);
        // By the answer's own clock where it tells the time: ours may be wrong.
        var wait = reset - (answer.Headers.Date ?? answer.RetrievedAt);
        var isKnown = wait > TimeSpan.Zero && wait <= _longestPeriod;
        var advice = isKnown
            ? FormattableString.Invariant($"Wait until {reset:yyyy-MM-dd HH:mm} UTC, when the quota resets, or take a larger plan.")
            : "Wait for the first day of the next month, when the quota resets, or take a larger plan.";
        return new VendorError(QuotaErrorKind.QuotaExhausted, code, message, advice) { RetryAfter = isKnown ? wait : null };
    }
}
