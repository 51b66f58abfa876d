using QuotaKit.Cli.Formatting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuotaKit.Cli.Rendering;

/// <summary>Finished lines for Spectre to print. Spectre's own table measures text char by char, and fails on U+FFFF and surrogate pairs.</summary>
internal sealed class SegmentLines : Renderable
{
    private readonly List<Segment> _segments = [];

    public void Add(params IEnumerable<Segment> line)
    {
        _segments.AddRange(line);
        _segments.Add(Segment.LineBreak);
    }

    /// <summary>Adds a text, wrapped at this many columns.</summary>
    public void AddWrapped(string text, int columns, Style style)
    {
        foreach (var line in Wrap(text, Math.Max(1, columns)))
            Add(new Segment(line, style));
    }

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => _segments;

    private static IEnumerable<string> Wrap(string text, int columns)
    {
        while (DisplayWidth.Of(text) > columns)
        {
            // At least one character, however narrow the terminal is.
            var fitting = Math.Max(DisplayWidth.CharsIn(text, columns), char.IsHighSurrogate(text[0]) ? 2 : 1);
            var space = text.LastIndexOf(' ', Math.Min(fitting, text.Length - 1));
            yield return text[..(space > 0 ? space : fitting)];
            text = text[(space > 0 ? space : fitting)..].TrimStart();
        }

        yield return text;
    }
}
