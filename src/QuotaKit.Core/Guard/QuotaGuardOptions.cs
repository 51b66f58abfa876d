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

    /// <summary>The longest time from a commit until the vendor's answers show the charge, for vendors of which it is not known. A time shorter than the
    /// vendor's loses money. The default value is 60 seconds. For vzla.io, which charges at once, it is 0; for HeyGen it is assumed to be 60 seconds. An
    /// account may set its own: <see cref="QuotaGuardAccountOptions.SettlementLag"/>.</summary>
    public TimeSpan SettlementLag { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The settings of single accounts, by name: <c>"heygen"</c>, <c>"heygen/team-a"</c>. Letter case does not matter.</summary>
    public IDictionary<string, QuotaGuardAccountOptions> Accounts { get; } =
        new Dictionary<string, QuotaGuardAccountOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The budgets. Their names must be different.</summary>
    public IList<QuotaBudget> Budgets { get; } = [];

    /// <summary>The concurrency limits. The names of one account must be different.</summary>
    public IList<QuotaConcurrency> Concurrency { get; } = [];

    /// <summary>Reads the settings of the guard from environment variables named <c>QuotaKit__…</c>, for programs without a container.</summary>
    /// <remarks>They are those that <c>AddGuard</c> reads: <c>QuotaKit__Guard__MaxAge</c>, <c>QuotaKit__Guard__Accounts__heygen__Reserve</c>,
    /// <c>QuotaKit__Budgets__team-red__Limit</c>, <c>QuotaKit__Concurrency__heygen__videos</c>. They are read once. Bash cannot set a variable whose name
    /// has a dash or a slash; <c>env</c> can: <c>env QuotaKit__Concurrency__heygen/team-a__videos=3 ./script</c>.</remarks>
    /// <example>
    /// <code>
    /// using var client = QuotaClient.FromEnvironment();
    /// var guard = new QuotaGuard(client, options: QuotaGuardOptions.FromEnvironment());
    /// </code>
    /// </example>
    /// <exception cref="QuotaConfigurationException">A variable is not a setting, or its value is invalid; the message names it.</exception>
    public static QuotaGuardOptions FromEnvironment()
    {
        var options = new QuotaGuardOptions();
        GuardSettings.Read([EnvironmentSettings.Read()], options);
        return options;
    }
}
