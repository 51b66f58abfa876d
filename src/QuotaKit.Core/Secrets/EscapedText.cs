using System.Globalization;

namespace QuotaKit.Http;

/// <summary>Undoes the escapes of JSON and of URLs in a text, so that a key can be found in it whichever way it is escaped.</summary>
/// <remarks>It overwrites the text, which only gets shorter, so that a document of 1 MiB needs no further memory.</remarks>
internal static class EscapedText
{
    // A document in a string of another document is escaped twice. More than four times is not expected.
    private const int MaxTimes = 4;

    private const byte NotAscii = 0x80;

    /// <summary>Whether the text has a character that may start an escape.</summary>
    public static bool MayHaveEscapes(ReadOnlySpan<byte> text) => text.ContainsAny((byte)'\\', (byte)'%');

    /// <summary>Undoes all escapes and removes all other backslashes: <c>\u002F</c>, <c>\/</c> and <c>%2f</c> all become <c>/</c>. An escaped
    /// character outside ASCII becomes the byte 0x80, whichever it is.</summary>
    /// <param name="text">The text, which is overwritten.</param>
    /// <param name="starts">For each byte, its position in the original text, and one more position for the end; it is updated together with the
    /// text. Empty when the positions are not needed.</param>
    /// <returns>The length of the unescaped text.</returns>
    public static int Unescape(Span<byte> text, Span<int> starts)
    {
        var length = text.Length;
        for (var times = 0; times < MaxTimes && MayHaveEscapes(text[..length]); times++)
            length = UnescapeOnce(text[..length], starts);
        return length;
    }

    private static int UnescapeOnce(Span<byte> text, Span<int> starts)
    {
        var (count, start) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            var (c, length) = text[at] switch
            {
                (byte)'\\' when at + 1 < text.Length && text[at + 1] == 'u' && HexAt(text, at + 2, 4) is { } escaped => (escaped, 6),
                (byte)'%' when HexAt(text, at + 1, 2) is { } escaped => (escaped, 3),
                (byte)'\\' => ((byte?)null, 1),
                var plain => (plain, 1),
            };
            at += length;
            if (c is not { } character)
                continue;
            text[count] = character;
            if (!starts.IsEmpty)
                starts[count] = starts[start];
            count++;
            start = at;
        }

        if (!starts.IsEmpty)
            starts[count] = starts[text.Length];
        return count;
    }

    private static byte? HexAt(ReadOnlySpan<byte> text, int at, int digits) =>
        at + digits <= text.Length && ushort.TryParse(text.Slice(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? (value < NotAscii ? (byte)value : NotAscii)
            : null;
}
