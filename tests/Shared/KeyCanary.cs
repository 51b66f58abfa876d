using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace QuotaKit.Tests.Shared;

/// <summary>A random key that must not appear in any output, and the forms in which to search for it.</summary>
/// <remarks>The forms are computed here without code of QuotaKit, so that a mistake in the scrubber cannot hide in the search as well.</remarks>
internal sealed class KeyCanary
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private readonly Lazy<(string Name, string Text)[]> _forms;
    private readonly Lazy<SearchValues<string>> _anyForm;

    private KeyCanary(string shape, string value, params string[] pieces)
    {
        Shape = shape;
        Value = value;
        _forms = new(() => [.. pieces.Append(value).SelectMany(FormsOf)]);
        _anyForm = new(() => SearchValues.Create([.. _forms.Value.Select(f => f.Text).Distinct()], StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The kind of key. Nothing else about the key may be printed.</summary>
    public string Shape { get; }

    /// <summary>The key. Never use it in a message, an assertion or the name of a test.</summary>
    public string Value { get; }

    /// <summary>Creates a key of letters and digits, like most vendors' keys.</summary>
    public static KeyCanary Plain() => new("plain", "pictai_" + Random(24));

    /// <summary>Creates a key with the symbols of base64.</summary>
    public static KeyCanary Base64Like() => new("base64-like", $"{Random(7)}/{Random(7)}+{Random(5)}/{Random(3)}==");

    /// <summary>Creates a key with characters that JSON, HTML and URLs escape.</summary>
    public static KeyCanary Symbols() => new("symbols", $"{Random(6)}\"{Random(4)}<{Random(4)}&{Random(4)}\\{Random(4)}'>%{Random(6)}{{}}");

    /// <summary>Creates an invalid key with an invalid text in its middle. Finding either half counts as a leak.</summary>
    public static KeyCanary Broken(string shape, string middle, string before = "")
    {
        var (left, right) = (Random(16), Random(16));
        return new KeyCanary(shape, before + left + middle + right, left, right);
    }

    /// <summary>Creates a valid key of each kind.</summary>
    public static IReadOnlyList<KeyCanary> OfEachShape() => [Plain(), Base64Like(), Symbols()];

    /// <summary>Searches a text for the key. Returns the form in which it was found; null when it was not.</summary>
    public string? FindIn(string text)
    {
        if (!text.AsSpan().ContainsAny(_anyForm.Value))
            return null;
        foreach (var (name, form) in _forms.Value)
        {
            if (text.Contains(form, StringComparison.OrdinalIgnoreCase))
                return $"{name} of the {Shape} key";
        }

        return null;
    }

    public override string ToString() => Shape;

    /// <summary>Lists the ways in which a vendor may write the key into a JSON string.</summary>
    public IEnumerable<(string Name, string Text)> Echoes()
    {
        var relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Value);
        yield return ("as it is", relaxed);
        yield return ("with all of .NET's escapes", JavaScriptEncoder.Default.Encode(Value));
        yield return ("with escaped slashes", relaxed.Replace("/", "\\/", StringComparison.Ordinal));
        yield return ("with every character escaped", string.Concat(Value.Select(c => $"\\u{(int)c:x4}")));
        yield return ("with every character escaped in capitals", string.Concat(Value.Select(c => $"\\u{(int)c:X4}")));
        yield return ("as a document in a string", JavaScriptEncoder.Default.Encode(relaxed));
        yield return ("in lower case", relaxed.ToLowerInvariant());
        yield return ("URL-encoded", Uri.EscapeDataString(Value));
        yield return ("URL-encoded in lower case", Uri.EscapeDataString(Value).ToLowerInvariant());
        yield return ("URL-encoded twice", Uri.EscapeDataString(Uri.EscapeDataString(Value)));
        foreach (var before in new[] { "", "a", "ab" })
        {
            var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{Value}:x"));
            yield return ($"in base64 behind {before.Length} bytes", base64);
            yield return ($"in base64 behind {before.Length} bytes, slashes escaped", base64.Replace("/", "\\/", StringComparison.Ordinal));
            yield return ($"in base64url behind {before.Length} bytes", base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        }

        yield return ("in hex", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Value)));
        yield return ("in capital hex", Convert.ToHexString(Encoding.UTF8.GetBytes(Value)));
    }

    private static IEnumerable<(string Name, string Text)> FormsOf(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        yield return ("the text", key);
        yield return ("JSON", JsonEncodedText.Encode(key).Value);
        yield return ("relaxed JSON", JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(key));
        yield return ("JSON with escaped slashes", JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(key).Replace("/", "\\/", StringComparison.Ordinal));
        yield return ("JSON with every character escaped", string.Concat(key.Select(c => $"\\u{(int)c:x4}")));
        yield return ("JSON in JSON", JsonEncodedText.Encode(JsonEncodedText.Encode(key).Value).Value);
        yield return ("relaxed JSON in JSON", JsonEncodedText.Encode(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(key)).Value);
        yield return ("URL encoding", Uri.EscapeDataString(key));
        yield return ("URL encoding, twice", Uri.EscapeDataString(Uri.EscapeDataString(key)));
        yield return ("form encoding", WebUtility.UrlEncode(key));
        yield return ("hex", Convert.ToHexString(bytes));
        yield return ("hex with dashes", BitConverter.ToString(bytes));
        for (var offset = 0; offset < 3; offset++)
        {
            // Without the first and last characters, which also depend on the text around the key.
            var whole = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var core = whole[((offset * 8 + 5) / 6)..((offset + bytes.Length) * 8 / 6)];
            yield return ($"base64 at {offset}", core);
            yield return ($"base64 at {offset} with escaped slashes", core.Replace("/", "\\/", StringComparison.Ordinal));
            yield return ($"base64url at {offset}", core.Replace('+', '-').Replace('/', '_'));
        }
    }

    private static string Random(int length) => RandomNumberGenerator.GetString(Letters, length);
}
