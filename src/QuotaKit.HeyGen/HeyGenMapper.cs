using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>Maps the documents of version 2 to snapshots, and reads its errors.</summary>
internal static class HeyGenMapper
{
    public const string CreditsKey = "credits";
    public const string ApiBalance = "api";

    // HeyGen's page of this endpoint says to divide the quota by 60 to get credits. HeyGen's older page, and a public client, take the raw
    // number for credits, which is 60 times too much.
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
        // Calls are paid from 'api', so it comes before the extras, wherever HeyGen sends it.
        if (wire.Api is { } api)
            snapshot.Take(Api(api / QuotaUnitsPerCredit, credits));
        foreach (var (name, amount) in wire.Extras)
            snapshot.Take(Extra(name, amount));
        return snapshot.Build();
    }

    /// <summary>Reads an error of version 2. The kind is <see cref="QuotaErrorKind.Retired"/> when version 2 does not send such a response,
    /// because HeyGen then no longer serves version 2 at this address.</summary>
    public static VendorError ReadError(QuotaDocument response)
    {
        var error = HeyGenErrors.Read(response);
        return IsRetired(response, error.Code) ? Retired(error) : error;
    }

    // HeyGen may replace version 2 by a notice with status 200. One of version 2's numbers shows that version 2 itself has answered.
    private static QuotaException NotQuota(QuotaDocument document)
    {
        var error = HeyGenErrors.Read(document);
        return document.NotQuota(HeyGenErrors.IsNumberOfHeyGen(error.Code) ? error : Retired(error));
    }

    private static bool IsRetired(QuotaDocument response, string? code)
    {
        // A code that says who is rejected, or why, shows that version 2 still works. "forbidden" does not, because a service in place of
        // version 2 may send the same code. One of version 2's numbers shows it too, except at 404, where it may be about the path.
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
        Advice = $"Set {nameof(HeyGenQuotaOptions)}.{nameof(HeyGenQuotaOptions.Version)} to {nameof(HeyGenApiVersion.V3)} or " +
            $"{nameof(HeyGenApiVersion.Auto)}, or 'QuotaKit:HeyGen:Version' in the configuration.",
    };

    private static QuotaBalance Credits(HeyGenWire wire, decimal? configured)
    {
        var used = wire.UsedQuota / QuotaUnitsPerCredit;
        // Only an older endpoint sends used_quota. The limit then follows from HeyGen's own numbers, and a configured one is not needed.
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
        // The monthly credits of a plan are the credits that pay for calls, so the configured limit is the limit of 'api' too. After a
        // top-up more remains than that limit: 'api' then gets none, because 'credits' already warns about it.
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
            // HeyGen's page documents the next two as numbers of videos, although one of them is named a credit.
            "avatar_iv_free_credit" => ("Free Avatar IV videos", QuotaUnit.Videos),
            "video_agent_free_video" => ("Free video agent videos", QuotaUnit.Videos),
            "seat" => ("Seats", QuotaUnit.Of("seats")),
            "plan_credit" or "generative_credit" or "video_agent_quality_mode_credit" or "generative_element_free_image_credit"
                or "generative_element_free_video_credit" => (BalanceNames.ToLabel(name), QuotaUnit.Credits),
            // HeyGen adds names without documenting them. The ending of a name shows its unit, as in the names that are known.
            _ when name.EndsWith("_free_video", StringComparison.Ordinal) => (BalanceNames.ToLabel(name), QuotaUnit.Videos),
            _ when name.EndsWith("_free_credit", StringComparison.Ordinal) => (BalanceNames.ToLabel(name), QuotaUnit.Credits),
            _ => (BalanceNames.ToLabel(name), QuotaUnit.Unspecified),
        };
        return new QuotaBalance { Key = name, Label = label, Unit = unit, Kind = QuotaKind.Bonus, Remaining = amount };
    }
}
