using System.Globalization;

namespace QuotaKit.Http;

/// <summary>Undoes the escapes of JSON and of URLs in any text, to look for something that may be escaped in many ways.</summary>
/// <remarks>Works in place, since a text only gets shorter: a document of a mebibyte needs no further memory.</remarks>
internal static class EscapedText
{
    // A document in a string in a document has been escaped twice; nobody goes on much longer.
    private const int MaxTimes = 4;

    private const byte NotAscii = 0x80;

    /// <summary>Whether there is anything to undo.</summary>
    public static bool MayHaveEscapes(ReadOnlySpan<byte> text) => text.ContainsAny((byte)'\\', (byte)'%');

    /// <summary>Undoes all escapes and drops every other backslash: <c>\u002F</c>, <c>\/</c> and <c>%2f</c> are all <c>/</c>. A character
    /// outside ASCII becomes a byte that stands for any of them.</summary>
    /// <param name="text">The text, which is overwritten.</param>
    /// <param name="starts">Where in the original each byte starts, with one number more for the end; empty when nobody asks. Moves with
    /// the text.</param>
    /// <returns>The new length.</returns>
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
