namespace QuotaKit.Cli.Json;

/// <summary>What <c>quotakit show --json</c> prints.</summary>
internal sealed record ShowDocument(IReadOnlyList<AccountEntry> Results) : CliDocument("show")
{
    public static ShowDocument Of(IEnumerable<QuotaResult> results) => new([.. results.Select(AccountEntry.Of)]);
}
