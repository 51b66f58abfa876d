using System.Globalization;
using System.Security;
using System.Text;
using QuotaKit.Cli.Formatting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuotaKit.Cli.Rendering;

/// <summary>Draws terminal output as an SVG picture.</summary>
internal sealed class SvgEncoder : IAnsiConsoleEncoder
{
    private const double CharacterWidth = 8.43;
    private const int LineHeight = 19;
    private const int Margin = 14;

    // The picture has its own dark background, so that the colours are legible on every page.
    private const string Ground = "#16181d";
    private const string Plain = "#d7dae0";

    private const string Fonts = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

    // The width that fits a web page.
    private const int Columns = 110;

    /// <summary>Returns the picture of everything that <paramref name="write"/> writes.</summary>
    public static string Draw(Action<IAnsiConsole> write)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { ColorSystem = ColorSystemSupport.TrueColor, Out = new AnsiConsoleOutput(TextWriter.Null) });
        console.Profile.Width = Columns;
        console.Profile.Capabilities.Unicode = true;
        var recorder = console.CreateRecorder();
        write(recorder);
        return recorder.Export(new SvgEncoder());
    }

    public string Encode(IAnsiConsole console, IEnumerable<IRenderable> renderable)
    {
        var options = RenderOptions.Create(console);
        var lines = Segment.SplitLines(renderable.SelectMany(r => r.Render(options, console.Profile.Width)));
        while (lines.Count > 0 && lines[^1].All(s => string.IsNullOrWhiteSpace(s.Text)))
            lines.RemoveAt(lines.Count - 1);

        var width = (lines.Max(l => l.Sum(s => DisplayWidth.Of(s.Text))) * CharacterWidth) + (2 * Margin);
        var height = (lines.Count * LineHeight) + (2 * Margin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:0} {height}" """)
            .Append(CultureInfo.InvariantCulture, $"""width="{width:0}" height="{height}" role="img">""").Append('\n')
            .Append($"""<rect width="100%" height="100%" rx="8" fill="{Ground}"/>""").Append('\n')
            .Append($"""<g font-family="{Fonts}" font-size="14" fill="{Plain}" xml:space="preserve">""").Append('\n');
        for (var line = 0; line < lines.Count; line++)
            AppendLine(svg, lines[line], Margin + (line * LineHeight) + 14);
        return svg.Append("</g>\n</svg>\n").ToString();
    }

    // Each piece gets its own position: fonts differ in the width of bars and lines.
    private static void AppendLine(StringBuilder svg, SegmentLine line, int y)
    {
        var column = 0;
        foreach (var segment in line)
        {
            if (!string.IsNullOrWhiteSpace(segment.Text))
            {
                var spaces = segment.Text.Length - segment.Text.TrimStart().Length;
                var text = segment.Text.Trim();
                var (x, length) = (Margin + ((column + spaces) * CharacterWidth), DisplayWidth.Of(text) * CharacterWidth);
                svg.Append(CultureInfo.InvariantCulture, $"""<text x="{x:0.##}" y="{y}" textLength="{length:0.##}" """)
                    .Append(StyleOf(segment.Style)).Append('>').Append(SecurityElement.Escape(text)).Append("</text>\n");
            }

            column += DisplayWidth.Of(segment.Text);
        }
    }

    private static string StyleOf(Style style) =>
        (style.Foreground == Color.Default ? "" : $"fill=\"{ColourOf(style.Foreground)}\" ")
        + (style.Decoration.HasFlag(Decoration.Bold) ? "font-weight=\"bold\"" : "");

    // The sixteen terminal colours, in tones that are legible on the background.
    private static string ColourOf(Color color) =>
        color == Color.Green ? "#7ec97e"
        : color == Color.Yellow ? "#e3c363"
        : color == Color.Red ? "#ef8079"
        : color == Color.Grey ? "#8b919d"
        : $"#{color.ToHex()}";
}
