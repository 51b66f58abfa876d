namespace QuotaKit;

/// <summary>Sets how a guard decides.</summary>
/// <example>
/// <code>
/// services.AddQuotaKit().AddGuard(options =>
/// {
///     options.Accounts["heygen"] = new() { Reserve = 20 };
///     options.Budgets.Add(new("team-red", "heygen", 200, QuotaUnit.Credits));
///     options.Concurrency.Add(new("heygen", "videos", 3));
/// });
/// </code>
/// </example>
public sealed class QuotaGuardOptions
{
    internal static readonly TimeSpan LongestLease = TimeSpan.FromHours(24);

    /// <summary>The maximum age of the vendor's answer that a reservation rests on. The default value is 1 minute.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The time for which an amount is held; then it counts as spent. At most 24 hours. The default value is 1 hour.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The longest time from a commit until the vendors' answers show the charge. A time shorter than a vendor's loses money. The default value is
    /// 60 seconds. Vendors that charge at once, such as vzla.io, may have 0: see <see cref="QuotaGuardAccountOptions.SettlementLag"/>.</summary>
    public TimeSpan SettlementLag { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The settings of single accounts, by name: <c>"heygen"</c>, <c>"heygen/team-a"</c>. Letter case does not matter.</summary>
    public IDictionary<string, QuotaGuardAccountOptions> Accounts { get; } =
        new Dictionary<string, QuotaGuardAccountOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The budgets. Their names must be different.</summary>
    public IList<QuotaBudget> Budgets { get; } = [];

    /// <summary>The concurrency limits. The names of one account must be different.</summary>
    public IList<QuotaConcurrency> Concurrency { get; } = [];
}
