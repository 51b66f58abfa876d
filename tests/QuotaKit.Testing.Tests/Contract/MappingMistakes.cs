using System.Text.Json;
using QuotaKit.Http;
using Registration = QuotaKit.QuotaVendorRegistration<QuotaKit.Http.QuotaAccountOptions>;

namespace QuotaKit.Testing.Tests;

/// <summary>Providers that map documents wrong.</summary>
internal static class MappingMistakes
{
    public static Registration MapsAnyDocument { get; } = Mapping(document => SampleVendor.Snapshot(document, null, null));

    public static Registration TakesUnknownForZero { get; } = Mapping(document =>
    {
        var credits = document.Root.ChildIfAny("credits"u8) ?? throw document.NotQuota(default);
        return SampleVendor.Snapshot(document, Find("used"), Find("limit"));

        decimal Find(string name) => credits.Members().Where(m => m.Name == name).Select(m => m.AsNumberIfAny()).FirstOrDefault() ?? 0;
    });

    public static Registration RoundsToDouble { get; } =
        WrongProvider.Changing(s => s with { Balances = [s.Primary with { Used = (decimal?)(double?)s.Primary.Used }] });

    public static Registration OverflowsAnInteger { get; } =
        WrongProvider.Changing(s => s with { Balances = [s.Primary with { Used = s.Primary.Used is { } used ? (int)used : null }] });

    public static Registration InventsHugeNumbers { get; } = ReplacingHuge(_ => 4711);

    public static Registration TakesHugeForZero { get; } = ReplacingHuge(_ => 0);

    public static Registration KeepsEveryNumber { get; } = WrongProvider.Changing(s => s with
    {
        Balances =
        [
            .. RootOf(s).EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Number)
                .Select(m => s.Primary with { Key = m.Name, Used = m.Value.GetDecimal() }).Prepend(s.Primary),
        ],
    });

    public static Registration ShowsTextAsItIs { get; } = WrongProvider.Changing(s => s with { Plan = RootOf(s).GetProperty("plan").GetString() });

    private static Registration ReplacingHuge(Func<decimal, decimal> replace) => Mapping(document =>
    {
        var credits = document.Root.ChildIfAny("credits"u8) ?? throw document.NotQuota(default);
        return SampleVendor.Snapshot(document, Replaced(credits.Number("used"u8)), Replaced(credits.Number("limit"u8)));

        decimal? Replaced(decimal? number) => number is { } known && Math.Abs(known) > 1e18m ? replace(known) : number;
    });

    private static Registration Mapping(Func<QuotaDocument, QuotaSnapshot> map) => QuotaVendorRegistration.Create(
        SampleVendor.Vendor, client => QuotaEndpoint.Get(client, SampleVendor.Path, SampleVendor.KeyHeader, map), SampleVendor.ReadError);

    private static JsonElement RootOf(QuotaSnapshot snapshot) => JsonDocument.Parse(snapshot.RawJson!).RootElement;
}
