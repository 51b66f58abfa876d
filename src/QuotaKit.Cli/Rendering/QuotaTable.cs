using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuotaKit.Cli.Rendering;

/// <summary>Draws the table for terminals: bars and colours, in as many columns as fit.</summary>
internal sealed class QuotaTable(IAnsiConsole console, TimeProvider clock)
{
    private readonly Glyphs _glyphs = Glyphs.For(console);

    public void Write(IReadOnlyList<QuotaResult> results, IReadOnlyList<Footnote> footnotes) => console.Write(Render(results, footnotes));

    /// <summary>Lays out a row for each balance, and the footnotes below.</summary>
    /// <param name="results">The results of reading the accounts.</param>
    /// <param name="footnotes">The lines below the table.</param>
    /// <param name="changes">The changes to show in an additional column; null shows no such column.</param>
    public IRenderable Render(IReadOnlyList<QuotaResult> results, IReadOnlyList<Footnote> footnotes, Changes? changes = null)
    {
        var rows = changes is null ? QuotaRow.Of(results) : QuotaRow.Of(results, changes);
        var all = new QuotaColumns(rows, _glyphs, clock, hasChanges: changes is not null);
        var (layout, columns) = Fit(all);
        var rule = new Segment(new string(_glyphs.Line, WidthOf(columns)), Styles.Faint);
        var lines = new SegmentLines();
        lines.Add(rule);
        lines.Add(Join(columns, c => c.RenderHeader()));
        lines.Add(rule);
        for (var row = 0; row < rows.Count; row++)
        {
            if (layout.IsStacked && rows[row] is { IsFirst: true, Balance: not null })
                lines.Add(new Segment(" " + Printable.Shorten(all.NameOf(rows[row]), console.Profile.Width - 1, _glyphs.Ellipsis), Styles.Header));
            lines.Add(Join(columns, c => c.Render(row)));
        }

        lines.Add(rule);
        foreach (var footnote in footnotes)
            lines.AddWrapped(_glyphs.Text(footnote.Text), console.Profile.Width, Styles.Of(footnote.Kind));
        return lines;
    }

    /// <summary>Returns the widest layout that fits, with texts cut where needed.</summary>
    private (TableLayout Layout, IReadOnlyList<Column> Columns) Fit(QuotaColumns all)
    {
        var width = console.Profile.Width;
        var (chosen, columns) = (new TableLayout(), (IReadOnlyList<Column>)[]);
        foreach (var layout in TableLayout.FromWideToNarrow())
        {
            (chosen, columns) = (layout, all.Of(layout));
            if (WidthOf(columns) - columns.Sum(c => c.Slack) <= width)
                break;
        }

        // Only columns of names and labels can be cut. The rightmost is cut first, so that the account's name stays whole longest.
        var excess = WidthOf(columns) - width;
        List<Column> fitting = [];
        foreach (var column in columns.Reverse())
        {
            fitting.Insert(0, column.ShortenBy(excess, _glyphs.Ellipsis));
            excess -= column.Width - fitting[0].Width;
        }

        return (chosen, fitting);
    }

    // One space at each end, one between columns, and the extra gaps.
    private static int WidthOf(IReadOnlyList<Column> columns) =>
        columns.Sum(c => c.Width) + columns.SkipLast(1).Sum(c => c.Gap) + columns.Count + 1;

    private static IEnumerable<Segment> Join(IReadOnlyList<Column> columns, Func<Column, IEnumerable<Segment>> render)
    {
        yield return Segment.Padding(1);
        foreach (var column in columns)
        {
            foreach (var segment in render(column))
                yield return segment;
            yield return Segment.Padding(column == columns[^1] ? 1 : column.Gap + 1);
        }
    }
}
