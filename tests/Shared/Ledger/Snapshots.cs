namespace QuotaKit.Tests.Shared;

/// <summary>Creates vendors' answers for tests of ledgers.</summary>
internal static class Snapshots
{
    public static QuotaSnapshot Of(params QuotaBalance[] balances) => new()
    {
        Provider = "acme",
        RetrievedAt = DateTimeOffset.UnixEpoch,
        Balances = balances,
    };

    public static QuotaBalance Credits(decimal? remaining, string key = "credits") => Balance(key, QuotaUnit.Credits, remaining);

    public static QuotaBalance Balance(string key, QuotaUnit unit, decimal? remaining) =>
        new() { Key = key, Label = key, Unit = unit, Kind = QuotaKind.Allowance, Remaining = remaining };
}
