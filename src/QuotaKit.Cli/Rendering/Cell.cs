using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuotaKit.Cli.Rendering;

/// <summary>A text in the table, and how it is coloured. A bar is two: what is used, and the rest.</summary>
internal readonly record struct Cell(string Text, Style? Style = null, string Rest = "")
{
    public int Width => Text.Length + Rest.Length;

    public IRenderable Render() => new Paragraph(Text, Style).Append(Rest, Styles.Faint);
}
