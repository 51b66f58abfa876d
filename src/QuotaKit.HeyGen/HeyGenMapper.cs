using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>What version 2's answers mean, and the errors of both versions.</summary>
internal static class HeyGenMapper
{
    public const string CreditsKey = "credits";
    public const string ApiBalance = "api";

    // HeyGen's page: divide the quota by 60 to get credits. A client in public, and HeyGen's older page, take the raw number for
    // credits and are wrong by 60 times.
    private const decimal QuotaUnitsPerCredit = 60;

    public static QuotaSnapshot Map(QuotaDocument document)
    {
        var wire = HeyGenWire.Read(document.Root);
        if (wire.HasError)
            throw document.Refused(ReadError(document) with { Kind = QuotaErrorKind.Rejected });

        var snapshot = document.StartSnapshot();
        snapshot.Take(Credits(wire, ((HeyGenQuotaOptions)document.Options).Plan));
        // What pays for calls stands before the extras, wherever HeyGen sends it.
        if (wire.Api is { } api)
            snapshot.Take(Api(api));
        foreach (var (name, amount) in wire.Extras)
            snapshot.Take(Extra(name, amount));
        return snapshot.Build();
    }

    public static VendorError ReadError(QuotaDocument answer)
    {
        var json = answer.Root;
        var inner = json.ChildIfAny("error"u8);
        var code = json.Text("code"u8) ?? inner?.Text("code"u8);
        var message = json.Text("message"u8) ?? inner?.Text("message"u8) ?? json.Text("error"u8);
        var isRetired = answer.StatusCode is 404 or 410 && ((HeyGenQuotaOptions)answer.Options).Version == HeyGenApiVersion.V2;
        return new VendorError(
            isRetired ? QuotaErrorKind.Retired : KindOf(answer.StatusCode, code, message),
            code,
            message,
            isRetired ? $"Set {nameof(HeyGenQuotaOptions)}.{nameof(HeyGenQuotaOptions.Version)} to {nameof(HeyGenApiVersion.V3)} or {nameof(HeyGenApiVersion.Auto)}, or 'QuotaKit:HeyGen:Version' in the configuration." : null);
    }

    private static QuotaErrorKind? KindOf(int status, string? code, string? message) => code switch
    {
        "400112" or "40009" or "401056" or "401057" or "unauthorized" or "authentication_failed" => QuotaErrorKind.Unauthorized,
        // The account has no access to the API; the user is blocked.
        "400599" or "400631" => QuotaErrorKind.Forbidden,
        "rate_limit_exceeded" => QuotaErrorKind.Throttled,
        "quota_exceeded" or "insufficient_credit" => QuotaErrorKind.QuotaExhausted,
        _ when status == 402 => QuotaErrorKind.QuotaExhausted,
        // Version 2 uses one status for being too fast and for having nothing left.
        _ when status == 429 && message?.Contains("quota", StringComparison.OrdinalIgnoreCase) == true => QuotaErrorKind.QuotaExhausted,
        _ => null,
    };

    private static QuotaBalance Credits(HeyGenWire wire, HeyGenPlan? plan)
    {
        var used = wire.UsedQuota / QuotaUnitsPerCredit;
        // What HeyGen says it has counted goes before what somebody configured.
        var limit = used is null ? plan?.MonthlyCredits : null;
        return new QuotaBalance
        {
            Key = CreditsKey,
            Label = "Credits",
            Unit = QuotaUnit.Credits,
            Kind = QuotaKind.Balance,
            Used = used,
            Limit = limit,
            Remaining = wire.RemainingQuota / QuotaUnitsPerCredit,
            Configured = limit is null ? QuotaFields.None : QuotaFields.Limit,
        };
    }

    private static QuotaBalance Api(decimal amount) => new()
    {
        Key = ApiBalance,
        Label = "API credits",
        Unit = QuotaUnit.Credits,
        Kind = QuotaKind.Balance,
        Remaining = amount / QuotaUnitsPerCredit,
    };

    private static QuotaBalance Extra(string name, decimal amount)
    {
        var (label, unit) = name switch
        {
            // Videos, says HeyGen's page, whatever the name says.
            "avatar_iv_free_credit" => ("Free Avatar IV videos", QuotaUnit.Videos),
            "video_agent_free_video" => ("Free video agent videos", QuotaUnit.Videos),
            "seat" => ("Seats", QuotaUnit.Of("seats")),
            "plan_credit" or "generative_credit" or "video_agent_quality_mode_credit" or "generative_element_free_image_credit"
                or "generative_element_free_video_credit" => (QuotaKeys.ToLabel(name), QuotaUnit.Credits),
            _ when name.EndsWith("_free_video", StringComparison.Ordinal) => (QuotaKeys.ToLabel(name), QuotaUnit.Videos),
            _ when name.EndsWith("_free_credit", StringComparison.Ordinal) => (QuotaKeys.ToLabel(name), QuotaUnit.Credits),
            _ => (QuotaKeys.ToLabel(name), QuotaUnit.Unspecified),
        };
        return new QuotaBalance { Key = name, Label = label, Unit = unit, Kind = QuotaKind.Bonus, Remaining = amount };
    }
}
