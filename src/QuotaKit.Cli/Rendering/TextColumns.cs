namespace QuotaKit.Cli.Rendering;

/// <summary>Rows of texts below each other, for lists that need no table. The last column is as long as it likes.</summary>
internal static class TextColumns
{
    public static void Write(TextWriter output, params IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((text, column) => Printable.Line(text).PadRight(widths[column]))).TrimEnd());
    }
}
