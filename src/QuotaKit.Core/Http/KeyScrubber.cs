using System.Text;
using System.Text.Json;

namespace QuotaKit.Http;

/// <summary>Blots a key out of what a vendor sends back, so that an echo of it reaches no message, document or log.</summary>
internal sealed class KeyScrubber
{
    // Shorter than this it is no real key, but perhaps the name of a member.
    private const int ShortestKey = 8;

    private readonly byte[][] _forms;
    private readonly string[] _texts;

    public KeyScrubber(string key)
    {
        _texts = key.Length < ShortestKey ? [] : [.. FormsOf(key).Distinct(StringComparer.Ordinal)];
        _forms = [.. _texts.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Overwrites each occurrence with asterisks; the length, and so the document, stays as it is.</summary>
    public void Scrub(Span<byte> body)
    {
        foreach (var form in _forms)
        {
            var rest = body;
            for (var at = rest.IndexOf(form); at >= 0; at = rest.IndexOf(form))
            {
                rest.Slice(at, form.Length).Fill((byte)'*');
                rest = rest[(at + form.Length)..];
            }
        }
    }

    /// <summary>The text without the key.</summary>
    public string? Scrub(string? text)
    {
        foreach (var form in _texts)
            text = text?.Replace(form, "***", StringComparison.Ordinal);
        return text;
    }

    private static IEnumerable<string> FormsOf(string key)
    {
        yield return key;
        yield return JsonEncodedText.Encode(key).Value;
        yield return key.Replace("/", "\\/", StringComparison.Ordinal);
        yield return Uri.EscapeDataString(key);
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(key));
    }
}
