using System.Buffers;
using System.Text;

namespace QuotaKit.Http;

/// <summary>Blots a key out of what a vendor sends back, so that an echo of it reaches no message, document or log.</summary>
internal sealed class KeyScrubber
{
    // Shorter than this it is no real key, but perhaps the name of a member.
    private const int ShortestKey = 8;

    private readonly string _key;

    public KeyScrubber(string key) => _key = key;

    // Made when something comes that may hold the key: an account that is not asked takes no room for them.
    private string[] Forms => field ??= _key.Length < ShortestKey ? [] : [.. FormsOf(_key).Distinct(StringComparer.OrdinalIgnoreCase)];

    private byte[][] LowerForms => field ??= [.. Forms.Select(f => Encoding.ASCII.GetBytes(f.ToLowerInvariant()))];

    private string[] UnescapedForms =>
        field ??= [.. Forms.Select(f => EscapedText.Unescape(f).Text).Where(f => f.Length >= ShortestKey).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Overwrites each occurrence with asterisks, escapes included; the length, and so the document, stays as it is.</summary>
    public void Scrub(Span<byte> body)
    {
        if (!MayHold(body))
            return;
        // The key is ASCII, and so is each form of it: a character for each byte will do.
        foreach (var found in FindIn(Encoding.Latin1.GetString(body)))
            body[found].Fill((byte)'*');
    }

    /// <summary>The text without the key.</summary>
    public string? Scrub(string? text)
    {
        if (text is null || !MayHold(text) || FindIn(text) is not { Count: > 0 } all)
            return text;
        var clean = new StringBuilder(text.Length);
        var end = 0;
        foreach (var found in all.OrderBy(f => f.Start.Value))
        {
            if (found.Start.Value >= end)
                clean.Append(text, end, found.Start.Value - end).Append("***");
            end = Math.Max(end, found.End.Value);
        }

        return clean.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>The exception, or what can be said of it when it quotes the key: .NET quotes what a server sends instead of HTTP.</summary>
    public Exception Scrub(Exception exception) =>
        FindIn(exception.ToString()).Count == 0 ? exception : new KeyFreeException($"{exception.GetType()}: {Scrub(exception.Message)}");

    private bool MayHold(string text)
    {
        if (text.Length < ShortestKey)
            return false;
        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        var holds = MayHold(rented.AsSpan(0, Encoding.Latin1.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return holds;
    }

    // Asked of each body, and nearly always false. In lower case, because to ignore case takes many times as long where globalization is invariant.
    private bool MayHold(ReadOnlySpan<byte> body)
    {
        if (LowerForms.Length == 0 || body.ContainsAny((byte)'\\', (byte)'%'))
            return LowerForms.Length > 0;
        var rented = ArrayPool<byte>.Shared.Rent(body.Length);
        var lower = rented.AsSpan(0, body.Length);
        for (var at = 0; at < body.Length; at++)
        {
            // Stops at what is not ASCII, which is taken as it is.
            Ascii.ToLower(body[at..], lower[at..], out var done);
            at += done;
            if (at < body.Length)
                lower[at] = body[at];
        }

        var holds = false;
        foreach (var form in LowerForms)
            holds |= lower.IndexOf(form) >= 0;
        ArrayPool<byte>.Shared.Return(rented);
        return holds;
    }

    private List<Range> FindIn(string text)
    {
        if (Forms.Length == 0)
            return [];
        var found = Forms.SelectMany(form => Find(text, form)).Select(f => f.Start..f.End).ToList();
        if (EscapedText.MayHaveEscapes(text))
        {
            var (unescaped, starts) = EscapedText.Unescape(text);
            found.AddRange(UnescapedForms.SelectMany(form => Find(unescaped, form)).Select(f => starts[f.Start]..starts[f.End]));
        }

        return found;
    }

    // In any case: a host is told in lower case, and the digits of escapes are written in either.
    private static IEnumerable<(int Start, int End)> Find(string text, string form)
    {
        for (var at = 0; (at = text.IndexOf(form, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += form.Length)
            yield return (at, at + form.Length);
    }

    private static IEnumerable<string> FormsOf(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        yield return key;
        yield return Convert.ToHexString(bytes);
        // So .NET quotes a chunk that it cannot read.
        yield return BitConverter.ToString(bytes);
        // The key may stand in the middle of what is encoded, and then at one of three places in a group of base64.
        for (var offset = 0; offset < 3; offset++)
        {
            var base64 = Convert.ToBase64String([.. new byte[offset], .. bytes])[((offset * 8 + 5) / 6)..((offset + bytes.Length) * 8 / 6)];
            yield return base64;
            yield return base64.Replace('+', '-').Replace('/', '_');
        }
    }
}
