using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>What version 2 sends: an envelope around quota units, of which 60 are a credit.</summary>
internal readonly record struct HeyGenWire
{
    /// <summary>Whether the envelope's error is anything but null, which makes a refusal of a 200.</summary>
    public bool HasError { get; private init; }

    /// <summary>Whether the document holds any member of version 2's, even one that is null.</summary>
    public bool IsQuota { get; private init; }

    public decimal? RemainingQuota { get; private init; }

    /// <summary>Not in the schema, but sent by an older endpoint.</summary>
    public decimal? UsedQuota { get; private init; }

    /// <summary>What calls are paid with: a detail.</summary>
    public decimal? Api { get; private init; }

    /// <summary>The other details, an open map, in the document's order.</summary>
    public IReadOnlyList<(string Name, decimal Amount)> Extras { get; private init; }

    public static HeyGenWire Read(WireObject json)
    {
        if (json.IsSet("error"u8))
            return new HeyGenWire { HasError = true, Extras = [] };
        if (json.Child("data"u8) is not { } data || !HasQuota(data))
            return new HeyGenWire { Extras = [] };

        var details = data.ChildIfAny("details"u8) ?? default;
        return new HeyGenWire
        {
            IsQuota = true,
            RemainingQuota = data.Number("remaining_quota"u8),
            UsedQuota = data.NumberIfAny("used_quota"u8),
            Api = details.NumberIfAny("api"u8),
            Extras = ExtrasOf(details),
        };
    }

    private static bool HasQuota(WireObject data)
    {
        foreach (var member in data.Members())
        {
            if (member.Is("remaining_quota"u8) || member.Is("used_quota"u8) || member.Is("details"u8))
                return true;
        }

        return false;
    }

    private static List<(string Name, decimal Amount)> ExtrasOf(WireObject details)
    {
        var extras = new List<(string, decimal)>();
        foreach (var member in details.Members())
        {
            if (member.Is("api"u8))
                continue;
            // Two more are documented as numbers; of the others, only what is a number looks like a balance.
            var isDocumented = member.Is("avatar_iv_free_credit"u8) || member.Is("video_agent_free_video"u8);
            if ((isDocumented || member.IsNumber ? member.AsNumber() : member.AsNumberIfAny()) is { } amount)
                extras.Add((member.Name, amount));
        }

        return extras;
    }
}
