namespace QuotaKit.Cli.Json;

/// <summary>The output of <c>quotakit show --json</c>.</summary>
internal sealed record ShowDocument(IReadOnlyList<AccountEntry> Results) : CliDocument("show")
{
    public static ShowDocument Of(IEnumerable<QuotaResult> results) => new([.. results.Select(AccountEntry.Of)]);
}
