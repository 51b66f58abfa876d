namespace QuotaKit.HeyGen.Tests.Costs;

/// <summary>Creates snapshots of HeyGen accounts without a document.</summary>
internal static class HeyGenSnapshots
{
    public static QuotaSnapshot With(params QuotaBalance[] balances) => new()
    {
        Provider = "heygen",
        RetrievedAt = new DateTimeOffset(2026, 5, 11, 9, 0, 0, TimeSpan.Zero),
        Balances = balances,
    };

    public static QuotaSnapshot Credits(decimal? remaining) => With(Balance("credits", remaining));

    public static QuotaBalance Balance(string key, decimal? remaining, QuotaUnit? unit = null) => new()
    {
        Key = key,
        Label = key,
        Unit = unit ?? QuotaUnit.Credits,
        Kind = QuotaKind.Balance,
        Remaining = remaining,
    };
}
