namespace QuotaKit.Cli.Rendering;

/// <summary>The columns that the table has, and their shortest widths.</summary>
internal sealed record TableLayout
{
    // The first steps remove what other columns also tell; later ones remove what only some vendors tell. The account's name, the
    // remaining amount and the status always stay.
    private static readonly Func<TableLayout, TableLayout>[] _givingWay =
    [
        l => l with { HasAge = false },
        l => l with { HasAmountOfChange = false },
        l => l with { HasDistanceToReset = false },
        l => l with { BarWidth = 6 },
        l => l with { ShortestLabel = 18 },
        l => l with { BarWidth = 0 },
        l => l with { HasReset = false },
        l => l with { ShortestLabel = 14 },
        l => l with { HasUsed = false },
        l => l with { HasLimit = false },
        l => l with { HasUnit = false },
        // Accounts move to lines of their own: names cut to eight characters could not be told apart.
        l => l with { IsStacked = true, ShortestLabel = 8 },
    ];

    /// <summary>Whether the account's name is a line above its balances instead of a column.</summary>
    public bool IsStacked { get; private init; }

    public bool HasAge { get; private init; } = true;

    public bool HasAmountOfChange { get; private init; } = true;

    public bool HasReset { get; private init; } = true;

    public bool HasDistanceToReset { get; private init; } = true;

    public bool HasUsed { get; private init; } = true;

    public bool HasLimit { get; private init; } = true;

    public bool HasUnit { get; private init; } = true;

    public int BarWidth { get; private init; } = 10;

    public int ShortestLabel { get; private init; } = 22;

    /// <summary>Returns all layouts, from the widest to the narrowest.</summary>
    public static IEnumerable<TableLayout> FromWideToNarrow()
    {
        var layout = new TableLayout();
        yield return layout;
        foreach (var giveWay in _givingWay)
            yield return layout = giveWay(layout);
    }
}
