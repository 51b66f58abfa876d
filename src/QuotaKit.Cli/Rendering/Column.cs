using QuotaKit.Cli.Formatting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuotaKit.Cli.Rendering;

/// <summary>A column of the table with its cells.</summary>
/// <param name="Header">The header.</param>
/// <param name="Cells">A cell for each row.</param>
/// <param name="Shortest">The width down to which its texts may be cut. By default they are not cut.</param>
internal sealed record Column(string Header, IReadOnlyList<Cell> Cells, int Shortest = int.MaxValue)
{
    public Justify Alignment { get; init; } = Justify.Left;

    /// <summary>The number of extra spaces after the column. The default value is 1.</summary>
    public int Gap { get; init; } = 1;

    public int Width => Math.Max(Header.Length, Cells.Max(c => c.Width));

    /// <summary>The number of terminal columns that cutting its texts can save.</summary>
    public int Slack => Math.Max(0, Width - Math.Max(Shortest, Header.Length));

    /// <summary>Cuts the texts to save this many terminal columns, at most <see cref="Slack"/>.</summary>
    public Column ShortenBy(int excess, string ellipsis)
    {
        var width = Width - Math.Clamp(excess, 0, Slack);
        return this with { Cells = [.. Cells.Select(c => c with { Text = Printable.Shorten(c.Text, width, ellipsis) })] };
    }

    public IEnumerable<Segment> RenderHeader() => new Cell(Header, Styles.Header).Render(Width, Alignment);

    public IEnumerable<Segment> Render(int row) => Cells[row].Render(Width, Alignment);
}
