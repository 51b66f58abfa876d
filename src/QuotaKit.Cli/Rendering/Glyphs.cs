using QuotaKit.Cli.Formatting;
using Spectre.Console;

namespace QuotaKit.Cli.Rendering;

/// <summary>The characters that a table is drawn with.</summary>
internal sealed record Glyphs(char Line, char Used, char Left, string None, string Ellipsis, Func<string, string> Text)
{
    private static readonly Glyphs _unicode = new('─', '█', '░', "—", "…", text => text);
    private static readonly Glyphs _ascii = new('-', '#', '.', "-", "~", Printable.Ascii);

    public static Glyphs For(IAnsiConsole console) => console.Profile.Capabilities.Unicode ? _unicode : _ascii;
}
