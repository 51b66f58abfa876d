using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Rendering;

/// <summary>Writes reservations as aligned columns, a line for each amount.</summary>
internal static class HoldList
{
    private const string Until = "UNTIL";
    private const string Left = "LEFT";

    // Columns that are dropped until the lines fit a terminal. The id always stays.
    private static readonly string[] _givingWay = ["NOTE", "BUDGET", "SINCE", Until, Left, "UNIT", "AMOUNT", "ACCOUNT"];

    /// <summary>Writes all columns, or those that fit.</summary>
    /// <param name="output">The output.</param>
    /// <param name="holds">The reservations.</param>
    /// <param name="width">The width of the terminal; null drops nothing.</param>
    /// <param name="clock">The clock.</param>
    public static void Write(TextWriter output, IReadOnlyList<QuotaReservation> holds, int? width, TimeProvider clock)
    {
        if (holds.Count == 0)
        {
            output.WriteLine("Nothing is held.");
            return;
        }

        var now = clock.GetUtcNow();
        // What is left of the lease is short, so it takes the place of the end where that does not fit.
        List<(string Header, string[] Cells)> columns =
        [
            Column("ID", (hold, _) => hold.Id),
            Column("ACCOUNT", (_, spend) => spend.Account),
            Column("AMOUNT", (_, spend) => Amounts.ForScripts(spend.Amount)),
            Column("UNIT", (_, spend) => spend.Unit.Name),
            Column("BUDGET", (_, spend) => spend.Budget ?? "-"),
            Column("SINCE", (hold, _) => Times.Utc(hold.ReservedAt)),
            Column(Until, (hold, _) => Times.Utc(hold.ExpiresAt)),
            Column("NOTE", (hold, _) => hold.Note ?? "-"),
        ];
        foreach (var header in _givingWay)
        {
            if (width is null || TextColumns.WidthOf(Rows()) <= width)
                break;
            var index = columns.FindIndex(c => c.Header == header);
            if (header == Until)
                columns[index] = Column(Left, (hold, _) => Times.Duration(hold.ExpiresAt - now));
            else
                columns.RemoveAt(index);
        }

        TextColumns.Write(output, Rows());

        (string, string[]) Column(string header, Func<QuotaReservation, QuotaSpend, string> cell) =>
            (header, [.. holds.SelectMany(hold => hold.Spends.Select(spend => cell(hold, spend)))]);

        string[][] Rows() =>
        [
            [.. columns.Select(c => c.Header)],
            .. Enumerable.Range(0, columns[0].Cells.Length).Select(row => (string[])[.. columns.Select(c => c.Cells[row])]),
        ];
    }
}
