using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Rendering;

/// <summary>Writes HeyGen's price table as text.</summary>
internal static class PriceTable
{
    public static void Write(TextWriter output, IEnumerable<HeyGenOperation> operations) =>
        TextColumns.Write(output, [["OPERATION", "PRICE"], .. operations.Select(o => (string[])[o.Key, PriceOf(o)])]);

    /// <summary>Formats the price of an operation: <c>2 credits/min in steps of 30 s</c>.</summary>
    public static string PriceOf(HeyGenOperation operation) => operation.ToString()[(operation.Key.Length + 2)..];
}
