namespace QuotaKit.Testing;

/// <summary>The numbers of a vzla.io account, and the values that vzla.io computes from them.</summary>
internal sealed record VzlaQuota(
    string Subscription, long MonthlyLimit, long CurrentUsage, bool HasQuota, bool IsActive, string? GivenStatusLevel)
{
    private const decimal WarningPercentage = 80;
    private const decimal CriticalPercentage = 95;

    public bool IsUsedUp => HasQuota && CurrentUsage >= MonthlyLimit;

    public long Remaining => HasQuota ? Math.Max(0, MonthlyLimit - CurrentUsage) : 0;

    public decimal UsagePercentage => HasQuota && MonthlyLimit > 0 ? decimal.Round(100m * CurrentUsage / MonthlyLimit, 2) : 0;

    public string StatusLevel => GivenStatusLevel ?? UsagePercentage switch
    {
        _ when IsUsedUp => "critical",
        >= CriticalPercentage => "critical",
        >= WarningPercentage => "warning",
        _ => "normal",
    };
}
