namespace QuotaKit;

/// <summary>The names of choices in the database.</summary>
internal static class LedgerJsonNames
{
    public static string Of(QuotaBudgetPeriod period) => period switch
    {
        QuotaBudgetPeriod.Day => "day",
        QuotaBudgetPeriod.Week => "week",
        QuotaBudgetPeriod.Month => "month",
        _ => "total",
    };

    public static string Of(LedgerSettlementKind kind) => kind switch
    {
        LedgerSettlementKind.Commit => "commit",
        LedgerSettlementKind.Release => "release",
        _ => "withdraw",
    };

    public static T Parse<T>(string name) where T : struct, Enum => Enum.Parse<T>(name, ignoreCase: true);
}
