using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Rendering;

/// <summary>Writes rows of text in aligned columns. The last column is not cut.</summary>
internal static class TextColumns
{
    private const string Gap = "  ";

    public static void Write(TextWriter output, params IReadOnlyList<string[]> rows)
    {
        var lines = Clean(rows);
        var widths = Widths(lines);
        foreach (var line in lines)
            output.WriteLine(string.Join(Gap, line.Select((text, column) => DisplayWidth.PadRight(text, widths[column]))).TrimEnd());
    }

    /// <summary>Returns the width of the longest line.</summary>
    public static int WidthOf(IReadOnlyList<string[]> rows) => Widths(Clean(rows)).Sum() + (Gap.Length * (rows[0].Length - 1));

    private static string[][] Clean(IReadOnlyList<string[]> rows) =>
        [.. rows.Select(row => (string[])[.. row.SkipLast(1).Select(Printable.Name), Printable.Line(row[^1])])];

    private static int[] Widths(string[][] lines) => [.. lines[0].Select((_, column) => lines.Max(line => DisplayWidth.Of(line[column])))];
}
