using QuotaKit.Cli.Watching;
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
        var columns = Fit(new QuotaColumns(rows, _glyphs, clock, hasChanges: changes is not null));
        var table = new Table { Border = _glyphs.Border, UseSafeBorder = false, BorderStyle = Styles.Faint };
        table.AddColumns([.. columns.Select(c => c.Render(isLast: c == columns[^1]))]);
        for (var row = 0; row < rows.Count; row++)
            table.AddRow(columns.Select(c => c.Cells[row].Render()));
        return new Rows([table, .. footnotes.Select(f => new Text(f.Text, Styles.Of(f.Kind)))]);
    }

    /// <summary>The widest layout that the terminal has room for, its texts cut by what is still missing.</summary>
    private List<Column> Fit(QuotaColumns all)
    {
        var width = console.Profile.Width;
        IReadOnlyList<Column> columns = [];
        foreach (var layout in TableLayout.FromWideToNarrow())
        {
            columns = all.Of(layout);
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

        return fitting;
    }

    // The border takes one character at each end and one between columns.
    private static int WidthOf(IReadOnlyList<Column> columns) =>
        columns.Sum(c => c.Width) + columns.SkipLast(1).Sum(c => c.Gap) + columns.Count + 1;
}
