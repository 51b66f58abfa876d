using QuotaKit.Cli.Formatting;
using Spectre.Console;

namespace QuotaKit.Cli.Rendering;

/// <summary>The characters that a table is drawn with.</summary>
/// <param name="Line">The horizontal line.</param>
/// <param name="Used">The used part of a bar.</param>
/// <param name="Left">The unused part of a bar.</param>
/// <param name="None">Stands for a missing value.</param>
/// <param name="Ellipsis">Ends a text that was cut.</param>
/// <param name="Text">Converts a text to what the terminal can show.</param>
internal sealed record Glyphs(char Line, char Used, char Left, string None, string Ellipsis, Func<string, string> Text)
{
    private static readonly Glyphs _unicode = new('─', '█', '░', "—", "…", text => text);
    private static readonly Glyphs _ascii = new('-', '#', '.', "-", "~", Printable.Ascii);

    public static Glyphs For(IAnsiConsole console) => console.Profile.Capabilities.Unicode ? _unicode : _ascii;
}
