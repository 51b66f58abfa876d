namespace QuotaKit;

/// <summary>Limits how much of an account is spent in a period, such as the share of one team.</summary>
/// <remarks>A spend that names a budget needs enough of both: the vendor's balance and the budget. An amount counts in the period in which it was
/// reserved.</remarks>
/// <param name="Name">The name, as in <see cref="QuotaSpend.Budget"/>. Letter case does not matter.</param>
/// <param name="Account">The account whose spends may name the budget: <c>"heygen"</c>, <c>"heygen/team-a"</c>.</param>
/// <param name="Limit">The largest amount in one period, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit of the limit. Spends in other units cannot name the budget.</param>
/// <example>
/// <code>
/// options.Budgets.Add(new("team-red", "heygen", 200, QuotaUnit.Credits) { Period = QuotaBudgetPeriod.Week });
/// </code>
/// </example>
public sealed record QuotaBudget(string Name, string Account, decimal Limit, QuotaUnit Unit)
{
    /// <summary>The key of the only balance whose spends may name the budget. The default value is null, which means any balance in <see cref="Unit"/>.</summary>
    public string? Balance { get; init; }

    /// <summary>The time after which the limit starts anew. The default value is <see cref="QuotaBudgetPeriod.Month"/>.</summary>
    public QuotaBudgetPeriod Period { get; init; } = QuotaBudgetPeriod.Month;

    /// <summary>The time zone in which periods begin at midnight. The default value is UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;
}
