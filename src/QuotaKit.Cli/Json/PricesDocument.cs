using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Json;

/// <summary>The output of <c>quotakit estimate heygen --json</c> without an operation.</summary>
internal sealed record PricesDocument(IReadOnlyList<PriceEntry> Prices) : CliDocument("estimate")
{
    public static PricesDocument Of(IEnumerable<HeyGenOperation> operations) => new([.. operations.Select(PriceEntry.Of)]);
}
