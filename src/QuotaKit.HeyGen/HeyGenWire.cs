using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>What version 2 sends: an envelope around quota units, of which 60 are a credit.</summary>
internal readonly record struct HeyGenWire
{
    /// <summary>Whether the envelope's error is anything but null, which makes a refusal of a 200.</summary>
    public bool HasError { get; private init; }

    public decimal? RemainingQuota { get; private init; }

    /// <summary>Not in the schema, but sent by an older endpoint.</summary>
    public decimal? UsedQuota { get; private init; }

    /// <summary>An open map, in the document's order.</summary>
    public IReadOnlyList<(string Name, decimal Amount)> Details { get; private init; }

    public static HeyGenWire Read(WireObject json)
    {
        if (json.IsSet("error"u8))
            return new HeyGenWire { HasError = true, Details = [] };
        if (json.Child("data"u8) is not { } data)
        {
            json.WarnMissing("data"u8);
            return new HeyGenWire { Details = [] };
        }

        return new HeyGenWire
        {
            RemainingQuota = data.Number("remaining_quota"u8),
            UsedQuota = data.NumberIfAny("used_quota"u8),
            Details = [.. DetailsOf(data.ChildIfAny("details"u8))],
        };
    }

    private static IEnumerable<(string Name, decimal Amount)> DetailsOf(WireObject? details)
    {
        foreach (var member in details?.Members() ?? [])
        {
            // Three are documented as numbers; of the others, only what is a number looks like a balance.
            var isDocumented = member.Name is HeyGenMapper.ApiBalance or "avatar_iv_free_credit" or "video_agent_free_video";
            if ((isDocumented || member.IsNumber ? member.AsNumber() : member.AsNumberIfAny()) is { } amount)
                yield return (member.Name, amount);
        }
    }
}
