using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>Reads the errors of both API versions, and gives each the kind that callers decide by.</summary>
internal static class HeyGenErrors
{
    private const int PaymentRequired = 402;

    public static VendorError Read(QuotaDocument response)
    {
        var json = response.Root;
        var inner = json.ChildIfAny("error"u8);
        var code = json.Text("code"u8) ?? inner?.Text("code"u8);
        var message = json.Text("message"u8) ?? inner?.Text("message"u8) ?? json.Text("error"u8)
            ?? json.ChildIfAny("warning"u8)?.Text("message"u8);
        var isHeyGens = IsNumberOfHeyGen(code) || inner?.IsSet("code"u8) is true;
        // A gateway may send 402 as well, because it wants to be paid itself. Only a 402 with a code of HeyGen's, or without a body, says that
        // the credits are used up.
        var isPaymentRequired = response.StatusCode == PaymentRequired && (isHeyGens || response.IsEmpty);
        var kind = KindOf(code) ?? (isPaymentRequired ? QuotaErrorKind.QuotaExhausted : null);
        return new VendorError(kind, code, message, AdviceOf(code), IsForeign: response.StatusCode is 402 or 403 or 404 && !isHeyGens && !isPaymentRequired);
    }

    /// <summary>The error kind that a code stands for; null when the HTTP status alone decides.</summary>
    // https://docs.heygen.com/reference/errors lists the numbers, https://developers.heygen.com/docs/error-codes the names.
    // The message does not decide the kind: "Request quota per second exceeded" is about the request rate, and not about the quota.
    public static QuotaErrorKind? KindOf(string? code) => code switch
    {
        // Invalid credentials, user of these credentials not found, unauthorized, token expired, token invalid.
        "40009" or "400101" or "400112" or "401056" or "401057" or "unauthorized" or "authentication_failed" => QuotaErrorKind.Unauthorized,
        // Forbidden, permission denied, plan without access to the API, user suspended.
        "400562" or "400573" or "400599" or "400631" or "forbidden" or "resource_access_denied" or "insufficient_api_key_scope" =>
            QuotaErrorKind.Forbidden,
        "rate_limit_exceeded" => QuotaErrorKind.Throttled,
        "quota_exceeded" or "insufficient_credit" => QuotaErrorKind.QuotaExhausted,
        _ => null,
    };

    /// <summary>Whether a code has the form of versions 1 and 2: five or six digits, such as 40009 or 400112. Gateways send 403, or words.</summary>
    public static bool IsNumberOfHeyGen(string? code) => code is { Length: 5 or 6 } && code.All(char.IsAsciiDigit);

    private static string? AdviceOf(string? code) =>
        code == "insufficient_api_key_scope" ? "Give the API key the scope account:read in HeyGen's settings." : null;
}
