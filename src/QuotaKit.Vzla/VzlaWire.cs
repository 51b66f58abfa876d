using QuotaKit.Http;

namespace QuotaKit.Vzla;

/// <summary>What vzla.io sends: a flat object.</summary>
internal readonly record struct VzlaWire
{
    public string? Subscription { get; private init; }

    public decimal? MonthlyLimit { get; private init; }

    /// <summary>The limit of a plan that has none, which contradicts itself; null when there is nothing of that kind.</summary>
    public decimal? UnusedLimit { get; private init; }

    public decimal? CurrentUsage { get; private init; }

    public decimal? Remaining { get; private init; }

    public decimal? UsagePercentage { get; private init; }

    public string? StatusLevel { get; private init; }

    public bool? IsActive { get; private init; }

    public bool? HasQuota { get; private init; }

    /// <summary>When the period started, whatever its name says.</summary>
    public DateTimeOffset? ResetDate { get; private init; }

    public DateTimeOffset? NextReset { get; private init; }

    /// <summary>Whether it says anything about a quota: an error's document does not, nor does another vendor's.</summary>
    public static bool IsQuota(WireObject json) =>
        json.IsSet("monthly_limit"u8) || json.IsSet("current_usage"u8) || json.IsSet("remaining"u8) || json.IsSet("has_quota"u8);

    public static VzlaWire Read(WireObject json)
    {
        var hasQuota = json.Flag("has_quota"u8);
        var isLimited = hasQuota != false;
        return new VzlaWire
        {
            Subscription = json.Text("subscription"u8),
            MonthlyLimit = isLimited ? json.Number("monthly_limit"u8) : null,
            UnusedLimit = isLimited ? null : LimitIfAny(json),
            CurrentUsage = json.Number("current_usage"u8),
            Remaining = isLimited ? json.Number("remaining"u8) : null,
            UsagePercentage = json.NumberIfAny("usage_percentage"u8),
            StatusLevel = json.Text("status_level"u8),
            IsActive = json.Flag("is_active"u8),
            HasQuota = hasQuota,
            ResetDate = json.Time("reset_date"u8),
            NextReset = json.Time("next_reset"u8),
        };
    }

    // Without a limit, a word may stand where its number would.
    private static decimal? LimitIfAny(WireObject json)
    {
        foreach (var member in json.Members())
        {
            if (member.Is("monthly_limit"u8))
                return member.AsNumberIfAny();
        }

        return null;
    }
}
