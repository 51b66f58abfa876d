using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuotaKit.Cli.Rendering;

/// <summary>For people at a terminal: bars and colours, in as many columns as the width allows.</summary>
internal sealed class QuotaTable(IAnsiConsole console, TimeProvider clock)
{
    private readonly Glyphs _glyphs = Glyphs.For(console);

    public void Write(IReadOnlyList<QuotaResult> results, IReadOnlyList<Footnote> footnotes) => console.Write(Render(results, footnotes));

    /// <param name="results">What to show.</param>
    /// <param name="footnotes">What to say below.</param>
    /// <param name="changes">What to mark in one more column; null to have none.</param>
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

    /// <summary>The widest layout that the terminal has room for, its texts cut by what is still missing.</summary>
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

        // Only names and labels have slack; they give way from the right, so that the account's name lasts longest.
        var excess = WidthOf(columns) - width;
        List<Column> fitting = [];
        foreach (var column in columns.Reverse())
        {
            fitting.Insert(0, column.ShortenBy(excess, _glyphs.Ellipsis));
            excess -= column.Width - fitting[0].Width;
        }

        return (chosen, fitting);
    }

    // A space at each end, one between columns, and the gaps.
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
