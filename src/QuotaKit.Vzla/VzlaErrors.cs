using QuotaKit.Http;

namespace QuotaKit.Vzla;

/// <summary>Reads vzla.io's errors, and distinguishes a used-up quota from a rate limit.</summary>
internal static class VzlaErrors
{
    // vzla.io's periods are calendar months. A reset that is further away is not vzla.io's, and QuotaKit does not wait for it.
    private static readonly TimeSpan _longestPeriod = TimeSpan.FromDays(32);

    public static VendorError Read(QuotaDocument response)
    {
        var error = response.Root.ChildIfAny("error"u8);
        var ownCode = error?.Text("code"u8);
        // vzla.io puts its code into 'error'. A response in another form may be a gateway's; its code and message are shown as well, but only
        // vzla.io's own code decides the kind.
        var code = ownCode ?? response.Root.Text("code"u8);
        var message = error?.Text("message"u8) ?? response.Root.Text("error"u8) ?? response.Root.Text("message"u8);
        return IsUsedUp(response, ownCode)
            ? UsedUp(response, code, message)
            : new VendorError(null, code, message, IsForeign: response.StatusCode is 403 or 404 && ownCode is null);
    }

    // A proxy sends 429 when requests come too fast, and a retry helps. Only vzla.io's own code or header says that the requests of the month
    // are used up.
    private static bool IsUsedUp(QuotaDocument response, string? ownCode) =>
        response.StatusCode == 429 && (ownCode == "quota_exceeded" || VzlaQuotaHeaders.ReadRemaining(response.Headers) <= 0);

    private static VendorError UsedUp(QuotaDocument response, string? code, string? message)
    {
        var reset = VzlaQuotaHeaders.ReadReset(response.Headers);
        // The wait is measured from the response's Date header where there is one, because this machine's clock may be wrong.
        var wait = reset - (response.Headers.Date ?? response.RetrievedAt);
        var isKnown = wait > TimeSpan.Zero && wait <= _longestPeriod;
        var advice = isKnown
            ? FormattableString.Invariant($"Wait until {reset:yyyy-MM-dd HH:mm} UTC, when the quota resets, or take a larger plan.")
            : "Wait until the first day of the next month, when the quota resets, or take a larger plan.";
        return new VendorError(QuotaErrorKind.QuotaExhausted, code, message, advice) { RetryAfter = isKnown ? wait : null };
    }
}
