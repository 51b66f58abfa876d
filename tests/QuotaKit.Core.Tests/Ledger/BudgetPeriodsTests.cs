namespace QuotaKit.Core.Tests.Ledger;

/// <summary>The names of periods are stored, so a later version must find them under the same names.</summary>
public sealed class BudgetPeriodsTests
{
    [Theory]
    [InlineData(QuotaBudgetPeriod.Day, "day-2026-05-17")]
    [InlineData(QuotaBudgetPeriod.Week, "week-2026-05-11")]
    [InlineData(QuotaBudgetPeriod.Month, "month-2026-05-01")]
    [InlineData(QuotaBudgetPeriod.Total, "total")]
    public void Period_is_named_by_its_first_day(QuotaBudgetPeriod period, string name)
    {
        var budget = new QuotaBudget("red", "acme", 1, QuotaUnit.Credits) { Period = period };

        Assert.Equal(name, BudgetPeriods.Of(budget, new DateTimeOffset(2026, 5, 17, 23, 59, 59, TimeSpan.Zero)));
    }
}
