using System.Buffers;
using System.Text;

namespace QuotaKit.Http;

/// <summary>Blots a key out of what a vendor sends back, so that an echo of it reaches no message, document or log.</summary>
internal sealed class KeyScrubber(string key)
{
    // Shorter than this it is no real key, but perhaps the name of a member.
    private const int ShortestKey = 8;

    private const byte NotAscii = 0x80;

    // In lower case, because to ignore case takes many times as long where globalization is invariant. Made when something comes that may
    // hold the key: an account that is not asked takes no room for them.
    private byte[][] Forms => field ??= key.Length < ShortestKey ? [] : InLowerCase(KeyForms.Of(key));

    private byte[][] UnescapedForms => field ??= InLowerCase(KeyForms.Of(key).Select(Unescaped).Where(f => f.Length >= ShortestKey));

    /// <summary>Overwrites each occurrence with asterisks, escapes included; the length, and so the document, stays as it is.</summary>
    public void Scrub(Span<byte> body)
    {
        foreach (var (start, end) in FindIn(body) ?? [])
            body[start..end].Fill((byte)'*');
    }

    /// <summary>The text without the key.</summary>
    public string? Scrub(string? text)
    {
        if (text is null || FindIn(text) is not { } all)
            return text;
        var clean = new StringBuilder(text.Length);
        var end = 0;
        foreach (var found in all.OrderBy(f => f.Start))
        {
            if (found.Start >= end)
                clean.Append(text, end, found.Start - end).Append("***");
            end = Math.Max(end, found.End);
        }

        return clean.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>The exception, or what can be said of it when it quotes the key: .NET quotes what a server sends instead of HTTP.</summary>
    public Exception Scrub(Exception exception) =>
        FindIn(exception.ToString()) is null ? exception : new KeyFreeException($"{exception.GetType()}: {Scrub(exception.Message)}");

    private List<(int Start, int End)>? FindIn(string text)
    {
        if (text.Length < ShortestKey)
            return null;
        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        // A byte for each character, so that positions are the same.
        for (var i = 0; i < text.Length; i++)
            rented[i] = text[i] < NotAscii ? (byte)text[i] : NotAscii;
        var found = FindIn(rented.AsSpan(0, text.Length));
        ArrayPool<byte>.Shared.Return(rented);
        return found;
    }

    /// <summary>Where the key stands, in no order; null where it does not.</summary>
    private List<(int Start, int End)>? FindIn(ReadOnlySpan<byte> text)
    {
        if (Forms.Length == 0)
            return null;
        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        var copy = rented.AsSpan(0, text.Length);
        List<(int, int)>? found = null;
        text.CopyTo(copy);
        ToLower(copy);
        Find(copy, Forms, [], ref found);
        if (EscapedText.MayHaveEscapes(text))
            FindEscaped(text, copy, ref found);
        ArrayPool<byte>.Shared.Return(rented);
        return found;
    }

    private void FindEscaped(ReadOnlySpan<byte> text, Span<byte> copy, ref List<(int, int)>? found)
    {
        text.CopyTo(copy);
        var unescaped = copy[..EscapedText.Unescape(copy, [])];
        ToLower(unescaped);
        List<(int, int)>? hits = null;
        Find(unescaped, UnescapedForms, [], ref hits);
        if (hits is null)
            return;

        // Only with a hit is it worth four bytes for each to know where it was.
        var rented = ArrayPool<int>.Shared.Rent(text.Length + 1);
        var starts = rented.AsSpan(0, text.Length + 1);
        for (var i = 0; i < starts.Length; i++)
            starts[i] = i;
        text.CopyTo(copy);
        unescaped = copy[..EscapedText.Unescape(copy, starts)];
        ToLower(unescaped);
        Find(unescaped, UnescapedForms, starts, ref found);
        ArrayPool<int>.Shared.Return(rented);
    }

    private static void Find(ReadOnlySpan<byte> text, byte[][] forms, ReadOnlySpan<int> starts, ref List<(int Start, int End)>? found)
    {
        foreach (var form in forms)
        {
            for (var at = 0; text[at..].IndexOf(form) is >= 0 and var next; at += next + form.Length)
            {
                var (start, end) = (at + next, at + next + form.Length);
                (found ??= []).Add(starts.IsEmpty ? (start, end) : (starts[start], starts[end]));
            }
        }
    }

    private static void ToLower(Span<byte> text)
    {
        // Stops at what is not ASCII, which stays as it is.
        while (Ascii.ToLowerInPlace(text, out var done) != OperationStatus.Done)
            text = text[(done + 1)..];
    }

    private static byte[] Unescaped(byte[] form)
    {
        byte[] copy = [.. form];
        return copy[..EscapedText.Unescape(copy, [])];
    }

    private static byte[][] InLowerCase(IEnumerable<byte[]> forms) =>
        [.. forms.Select(f => Encoding.Latin1.GetString(f).ToLowerInvariant()).Distinct().Select(Encoding.Latin1.GetBytes)];
}
