using QuotaKit.Cli.Formatting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuotaKit.Cli.Rendering;

/// <summary>A text in the table, and how it is coloured. A bar is two: what is used, and the rest.</summary>
internal readonly record struct Cell(string Text, Style? Style = null, string Rest = "")
{
    public int Width => DisplayWidth.Of(Text) + DisplayWidth.Of(Rest);

    /// <summary>The cell in so many columns.</summary>
    public IEnumerable<Segment> Render(int columns, Justify alignment)
    {
        var padding = Segment.Padding(Math.Max(0, columns - Width));
        var style = Style ?? Style.Plain;
        return alignment == Justify.Right
            ? [padding, new Segment(Text, style), new Segment(Rest, Styles.Faint)]
            : [new Segment(Text, style), new Segment(Rest, Styles.Faint), padding];
    }
}
