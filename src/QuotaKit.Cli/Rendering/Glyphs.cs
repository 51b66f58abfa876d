using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuotaKit.Cli.Rendering;

/// <summary>The characters that a table is drawn with.</summary>
internal sealed record Glyphs(TableBorder Border, char Used, char Left, string None, string Ellipsis)
{
    private static readonly Glyphs _unicode = new(TableBorder.Horizontal, '█', '░', "—", "…");
    private static readonly Glyphs _ascii = new(new AsciiLines(), '#', '.', "-", "~");

    public static Glyphs For(IAnsiConsole console) => console.Profile.Capabilities.Unicode ? _unicode : _ascii;

    private sealed class AsciiLines : TableBorder
    {
        public override string GetPart(TableBorderPart part) => Horizontal.GetPart(part).Replace('─', '-');
    }
}
