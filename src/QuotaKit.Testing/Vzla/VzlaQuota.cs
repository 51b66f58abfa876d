namespace QuotaKit.Testing;

/// <summary>What vzla.io knows about an account at one moment, and what it works out from that.</summary>
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
