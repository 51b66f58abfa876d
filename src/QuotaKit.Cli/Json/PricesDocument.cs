using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Json;

/// <summary>What <c>quotakit estimate heygen --json</c> prints when no operation is named.</summary>
internal sealed record PricesDocument(IReadOnlyList<PriceEntry> Prices) : CliDocument("estimate")
{
    public static PricesDocument Of(IEnumerable<HeyGenOperation> operations) => new([.. operations.Select(PriceEntry.Of)]);
}
