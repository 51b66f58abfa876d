using QuotaKit.Http;

namespace QuotaKit.Vzla;

/// <summary>The members of vzla.io's document, a flat object.</summary>
internal readonly record struct VzlaWire
{
    public string? Subscription { get; private init; }

    public decimal? MonthlyLimit { get; private init; }

    /// <summary>The limit that a document with <c>has_quota: false</c> sends all the same, which is a contradiction; otherwise null.</summary>
    public decimal? UnusedLimit { get; private init; }

    public decimal? CurrentUsage { get; private init; }

    public decimal? Remaining { get; private init; }

    public decimal? UsagePercentage { get; private init; }

    public string? StatusLevel { get; private init; }

    public bool? IsActive { get; private init; }

    public bool? HasQuota { get; private init; }

    /// <summary>The start of the period, whatever its name says.</summary>
    public DateTimeOffset? ResetDate { get; private init; }

    public DateTimeOffset? NextReset { get; private init; }

    /// <summary>Whether the document has a member about the quota. An error's document has none, and neither has another vendor's.</summary>
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

    // With has_quota: false, the limit is not used. So it is no error when there is a word such as "unlimited" in place of the number.
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
