using QuotaKit.Cli.Formatting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuotaKit.Cli.Rendering;

/// <summary>A text in the table and its colour.</summary>
/// <param name="Text">The text; of a bar, the used part.</param>
/// <param name="Style">The colour; null for the default one.</param>
/// <param name="Rest">The unused part of a bar; empty for other cells.</param>
internal readonly record struct Cell(string Text, Style? Style = null, string Rest = "")
{
    public int Width => DisplayWidth.Of(Text) + DisplayWidth.Of(Rest);

    /// <summary>Renders the cell, padded to this many columns.</summary>
    public IEnumerable<Segment> Render(int columns, Justify alignment)
    {
        var padding = Segment.Padding(Math.Max(0, columns - Width));
        var style = Style ?? Style.Plain;
        return alignment == Justify.Right
            ? [padding, new Segment(Text, style), new Segment(Rest, Styles.Faint)]
            : [new Segment(Text, style), new Segment(Rest, Styles.Faint), padding];
    }
}
