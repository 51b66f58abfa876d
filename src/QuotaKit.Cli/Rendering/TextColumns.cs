using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Rendering;

/// <summary>Writes rows of text in aligned columns. The last column is not cut.</summary>
internal static class TextColumns
{
    public static void Write(TextWriter output, params IReadOnlyList<string[]> rows)
    {
        string[][] lines = [.. rows.Select(row => (string[])[.. row.SkipLast(1).Select(Printable.Name), Printable.Line(row[^1])])];
        int[] widths = [.. lines[0].Select((_, column) => lines.Max(line => DisplayWidth.Of(line[column])))];
        foreach (var line in lines)
            output.WriteLine(string.Join("  ", line.Select((text, column) => DisplayWidth.PadRight(text, widths[column]))).TrimEnd());
    }
}
