using System.Buffers;
using System.Text;

namespace QuotaKit.Http;

/// <summary>Replaces a key with asterisks in a vendor's responses, so that it reaches no message, document or log.</summary>
internal sealed class KeyScrubber(string key)
{
    // A shorter text is hardly a real key, but may be the name of a member.
    private const int ShortestKey = 8;

    private const byte NotAscii = 0x80;

    // In lower case, because a search that ignores case takes many times as long with invariant globalization. Created on first use, so that an
    // account without calls takes no memory for them.
    private byte[][] Forms => field ??= key.Length < ShortestKey ? [] : InLowerCase(KeyForms.Of(key));

    private byte[][] UnescapedForms => field ??= InLowerCase(KeyForms.Of(key).Select(Unescaped).Where(f => f.Length >= ShortestKey));

    /// <summary>Overwrites each occurrence of the key with asterisks. The length stays the same, so that the document stays valid JSON.</summary>
    public void Scrub(Span<byte> body)
    {
        foreach (var (start, end) in FindIn(body) ?? [])
            body[start..end].Fill((byte)'*');
    }

    /// <summary>The text with <c>***</c> in place of each occurrence of the key; null for null.</summary>
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

    /// <summary>The exception itself, or a replacement if it quotes the key. .NET quotes what a server sends if it is not valid HTTP.</summary>
    public Exception Scrub(Exception exception) =>
        FindIn(exception.ToString()) is null ? exception : new KeyFreeException($"{exception.GetType()}: {Scrub(exception.Message)}");

    private List<(int Start, int End)>? FindIn(string text)
    {
        if (text.Length < ShortestKey)
            return null;
        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        // One byte for each character, so that the positions are the same.
        for (var i = 0; i < text.Length; i++)
            rented[i] = text[i] < NotAscii ? (byte)text[i] : NotAscii;
        var found = FindIn(rented.AsSpan(0, text.Length));
        ArrayPool<byte>.Shared.Return(rented);
        return found;
    }

    /// <summary>The positions of the key, in no order; null when the text does not contain it.</summary>
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

        // The original positions take four bytes for each byte, so they are only tracked in a second pass, after a hit.
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
        // ToLowerInPlace stops at each byte that is not ASCII. Such bytes stay as they are.
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
