namespace QuotaKit;

/// <summary>The amounts that count in one period of a budget, held or spent.</summary>
internal sealed class BudgetRow(string name, string period)
{
    public string Name { get; } = name;

    /// <summary>The period, as <see cref="BudgetPeriods"/> writes it.</summary>
    public string Period { get; } = period;

    public decimal Used { get; set; }
}
