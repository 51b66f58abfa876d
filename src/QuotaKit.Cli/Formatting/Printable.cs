using System.Globalization;
using System.Text;

namespace QuotaKit.Cli.Formatting;

/// <summary>Makes texts of vendors and config files safe to print: they cannot move the cursor, break a line, change the direction of writing or fill
/// the screen.</summary>
internal static class Printable
{
    private const int LongestLine = 2_000;
    private const int LongestName = 100;
    private const int MostNames = 20;
    private const int MostMarks = 3;
    private const string Ellipsis = "…";

    private static readonly Rune _space = new(' ');

    /// <summary>Cleans a line. Control characters and all kinds of white space become a space. Characters that are invisible, unassigned or change
    /// the direction of writing become U+FFFD, as in the library's messages. Cuts at 2,000 columns.</summary>
    public static string Line(string text) => Clean(text, LongestLine);

    /// <summary>Cleans a name like <see cref="Line"/>, and cuts at 100 columns.</summary>
    public static string Name(string text) => Clean(text, LongestName);

    /// <summary>Cleans a name and replaces spaces with underscores, so that <c>awk</c> reads one field. An empty name becomes a hyphen.</summary>
    public static string Field(string text) => Name(text) is { Length: > 0 } name ? name.Replace(' ', '_') : "-";

    /// <summary>Joins names with commas. After twenty names it prints how many more there are.</summary>
    public static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        var some = string.Join(", ", all.Take(MostNames).Select(Name));
        return all.Count <= MostNames ? some : FormattableString.Invariant($"{some} and {all.Count - MostNames} more");
    }

    /// <summary>Cuts a text that takes more than this many columns, and ends it with the ellipsis.</summary>
    public static string Shorten(string text, int columns, string ellipsis) => DisplayWidth.Of(text) <= columns
        ? text
        : text[..DisplayWidth.CharsIn(text, Math.Max(0, columns - DisplayWidth.Of(ellipsis)))].TrimEnd() + ellipsis;

    /// <summary>Replaces characters outside ASCII with question marks, for terminals without UTF-8. Expects a clean text.</summary>
    public static string Ascii(string text) => System.Text.Ascii.IsValid(text)
        ? text
        : string.Concat(text.EnumerateRunes().Where(r => DisplayWidth.Of(r) > 0).Select(r => r.IsAscii ? (char)r.Value : '?'));

    private static string Clean(string text, int longest)
    {
        if (text.Length <= longest && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
            return text;
        var clean = new StringBuilder();
        var columns = 0;
        // Combining marks before the first character are dropped, so the count starts at its maximum.
        var marks = MostMarks;
        foreach (var raw in text.EnumerateRunes())
        {
            if (Shown(raw) is not { } rune)
                continue;
            var width = DisplayWidth.Of(rune);
            // More combining marks than these would cover the lines above.
            marks = width > 0 ? 0 : marks + 1;
            if (marks > MostMarks)
                continue;
            columns += width;
            if (columns > longest)
                return Shorten(clean.ToString(), longest - 1, "") + Ellipsis;
            clean.Append(rune);
        }

        return clean.ToString();
    }

    /// <summary>Returns the character to print; null leaves it out.</summary>
    private static Rune? Shown(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator => _space,
        // Format: bidi overrides, zero-width characters, byte order marks, tags. Unassigned: noncharacters, and characters of unknown width.
        UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse => Rune.ReplacementChar,
        _ when IsFiller(rune.Value) => Rune.ReplacementChar,
        _ when IsVariation(rune.Value) => null,
        // The letters of flags become plain letters: terminals disagree on the width of a flag.
        _ when rune.Value is >= 0x1F1E6 and <= 0x1F1FF => new Rune('A' + rune.Value - 0x1F1E6),
        _ => rune,
    };

    // Letters and marks that are invisible.
    private static bool IsFiller(int value) => value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0;

    // Variation selectors and skin tones. They change the width in some terminals only.
    private static bool IsVariation(int value) => value is
        (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or (>= 0x1F3FB and <= 0x1F3FF);
}
