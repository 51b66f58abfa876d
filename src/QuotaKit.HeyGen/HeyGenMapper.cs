using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>Maps version 2's documents, and reads its errors.</summary>
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
            throw document.Refused(HeyGenErrors.Read(document) with { Kind = QuotaErrorKind.Rejected });
        if (!wire.IsQuota)
            throw NotQuota(document);

        HeyGenSunset.Warn(document);
        var snapshot = document.StartSnapshot();
        var credits = Credits(wire, ((HeyGenQuotaOptions)document.Options).CreditLimit);
        snapshot.Take(credits);
        // What pays for calls stands before the extras, wherever HeyGen sends it.
        if (wire.Api is { } api)
            snapshot.Take(Api(api / QuotaUnitsPerCredit, credits));
        foreach (var (name, amount) in wire.Extras)
            snapshot.Take(Extra(name, amount));
        return snapshot.Build();
    }

    /// <summary>Reads an error of version 2; <see cref="QuotaErrorKind.Retired"/> is anything that version 2 does not send.</summary>
    public static VendorError ReadError(QuotaDocument response)
    {
        var error = HeyGenErrors.Read(response);
        return IsRetired(response, error.Code) ? Retired(error) : error;
    }

    private static QuotaException NotQuota(QuotaDocument document)
    {
        var error = HeyGenErrors.Read(document);
        return document.NotQuota(HeyGenErrors.IsNumberOfHeyGen(error.Code) ? error : Retired(error));
    }

    private static bool IsRetired(QuotaDocument response, string? code)
    {
        // A new gateway would refuse in HeyGen's words too, so that a word for "forbidden" is not version 2's own.
        var isClear = HeyGenErrors.KindOf(code) is not (null or QuotaErrorKind.Forbidden);
        return response.StatusCode switch
        {
            301 or 302 or 307 or 308 or 405 or 410 or 501 => true,
            404 => !isClear,
            400 or 403 => !isClear && !HeyGenErrors.IsNumberOfHeyGen(code),
            >= 200 and < 300 => response.IsProse,
            _ => false,
        };
    }

    private static VendorError Retired(VendorError error) => error with
    {
        Kind = QuotaErrorKind.Retired,
        Advice = $"Set {nameof(HeyGenQuotaOptions)}.{nameof(HeyGenQuotaOptions.Version)} to {nameof(HeyGenApiVersion.V3)} or {nameof(HeyGenApiVersion.Auto)}, or 'QuotaKit:HeyGen:Version' in the configuration.",
    };

    private static QuotaBalance Credits(HeyGenWire wire, decimal? configured)
    {
        var used = wire.UsedQuota / QuotaUnitsPerCredit;
        // What HeyGen says it has counted goes before what somebody configured.
        var limit = used is null ? configured : null;
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

    private static QuotaBalance Api(decimal remaining, QuotaBalance credits)
    {
        // A plan's credits are those that pay for calls. After a top-up, the warning about 'credits' is enough.
        var limit = credits.Configured == QuotaFields.Limit && remaining <= credits.Limit ? credits.Limit : null;
        return new QuotaBalance
        {
            Key = ApiBalance,
            Label = "API credits",
            Unit = QuotaUnit.Credits,
            Kind = QuotaKind.Balance,
            Limit = limit,
            Remaining = remaining,
            Configured = limit is null ? QuotaFields.None : QuotaFields.Limit,
        };
    }

    private static QuotaBalance Extra(string name, decimal amount)
    {
        var (label, unit) = name switch
        {
            // Videos, says HeyGen's page, whatever the name says.
            "avatar_iv_free_credit" => ("Free Avatar IV videos", QuotaUnit.Videos),
            "video_agent_free_video" => ("Free video agent videos", QuotaUnit.Videos),
            "seat" => ("Seats", QuotaUnit.Of("seats")),
            "plan_credit" or "generative_credit" or "video_agent_quality_mode_credit" or "generative_element_free_image_credit"
                or "generative_element_free_video_credit" => (BalanceNames.ToLabel(name), QuotaUnit.Credits),
            _ when name.EndsWith("_free_video", StringComparison.Ordinal) => (BalanceNames.ToLabel(name), QuotaUnit.Videos),
            _ when name.EndsWith("_free_credit", StringComparison.Ordinal) => (BalanceNames.ToLabel(name), QuotaUnit.Credits),
            _ => (BalanceNames.ToLabel(name), QuotaUnit.Unspecified),
        };
        return new QuotaBalance { Key = name, Label = label, Unit = unit, Kind = QuotaKind.Bonus, Remaining = amount };
    }
}
