using System.Globalization;

namespace QuotaKit.Http;

/// <summary>Undoes the escapes of JSON and of URLs in any text, to look for something that may be escaped in many ways.</summary>
internal static class EscapedText
{
    // A document in a string in a document has been escaped twice; nobody goes on much longer.
    private const int MaxTimes = 4;

    /// <summary>Whether there is anything to undo.</summary>
    public static bool MayHaveEscapes(ReadOnlySpan<char> text) => text.ContainsAny('\\', '%');

    /// <summary>The text without escapes, and without any backslash: <c>\u002F</c>, <c>\/</c> and <c>%2f</c> are all <c>/</c>.</summary>
    /// <returns>The text; and where in the original each of its characters starts, with one number more for the end.</returns>
    public static (string Text, int[] Starts) Unescape(string text)
    {
        int[] starts = [.. Enumerable.Range(0, text.Length + 1)];
        for (var times = 0; times < MaxTimes && MayHaveEscapes(text); times++)
            (text, starts) = UnescapeOnce(text, starts);
        return (text, starts);
    }

    private static (string Text, int[] Starts) UnescapeOnce(string text, int[] starts)
    {
        var (unescaped, newStarts) = (new char[text.Length], new int[text.Length + 1]);
        var (count, start) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            (char? c, var length) = text[at] switch
            {
                '\\' when at + 1 < text.Length && text[at + 1] == 'u' && HexAt(text, at + 2, 4) is { } escaped => ((char?)escaped, 6),
                '%' when HexAt(text, at + 1, 2) is { } escaped => (escaped, 3),
                '\\' => (null, 1),
                var plain => (plain, 1),
            };
            at += length;
            if (c is not { } character)
                continue;
            (unescaped[count], newStarts[count]) = (character, starts[start]);
            count++;
            start = at;
        }

        newStarts[count] = starts[text.Length];
        return (new string(unescaped, 0, count), newStarts[..(count + 1)]);
    }

    private static char? HexAt(string text, int at, int digits) =>
        at + digits <= text.Length && ushort.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? (char)value
            : null;
}
