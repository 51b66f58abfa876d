using System.Globalization;

namespace QuotaKit;

/// <summary>Names the period of a budget in which a time is. A period is named by its first day, so that ledgers in different languages agree.</summary>
internal static class BudgetPeriods
{
    /// <summary>Returns <c>day-2026-05-17</c>, <c>week-2026-05-11</c>, <c>month-2026-05-01</c> or <c>total</c>.</summary>
    public static string Of(QuotaBudget budget, DateTimeOffset time)
    {
        if (budget.Period == QuotaBudgetPeriod.Total)
            return "total";
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, budget.TimeZone).DateTime);
        var (name, first) = budget.Period switch
        {
            QuotaBudgetPeriod.Day => ("day", day),
            QuotaBudgetPeriod.Week => ("week", day.AddDays(-(((int)day.DayOfWeek + 6) % 7))),
            _ => ("month", new DateOnly(day.Year, day.Month, 1)),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{first:yyyy-MM-dd}");
    }
}
