namespace QuotaKit.Cli.Json;

/// <summary>The output of <c>quotakit holds --json</c>.</summary>
internal sealed record HoldsDocument(IReadOnlyList<HoldEntry> Holds) : CliDocument("holds")
{
    public static HoldsDocument Of(IEnumerable<QuotaReservation> holds) => new([.. holds.Select(HoldEntry.Of)]);
}
