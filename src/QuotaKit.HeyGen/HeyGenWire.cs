using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>The members of a document of version 2. Amounts are in quota units; 60 units are one credit.</summary>
internal readonly record struct HeyGenWire
{
    /// <summary>Whether the member <c>error</c> is not null. The response is then a refusal, although its status is 200.</summary>
    public bool HasError { get; private init; }

    /// <summary>Whether the document has a member of version 2, even one that is null.</summary>
    public bool IsQuota { get; private init; }

    public decimal? RemainingQuota { get; private init; }

    /// <summary>Not in the schema of this endpoint; an older endpoint sends it.</summary>
    public decimal? UsedQuota { get; private init; }

    /// <summary>The detail <c>api</c>: the units that calls are paid from.</summary>
    public decimal? Api { get; private init; }

    /// <summary>The other details, under any name, in the document's order.</summary>
    // A list and not an interface, so that enumerating it allocates nothing.
    public List<(string Name, decimal Amount)> Extras { get; private init; }

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
            // HeyGen documents two of them as numbers, so anything else in these is an error. A detail that is not documented may hold
            // anything: it becomes a balance only if it holds a number.
            var isDocumented = member.Is("avatar_iv_free_credit"u8) || member.Is("video_agent_free_video"u8);
            if ((isDocumented || member.IsNumber ? member.AsNumber() : member.AsNumberIfAny()) is { } amount)
                extras.Add((member.Name, amount));
        }

        return extras;
    }
}
