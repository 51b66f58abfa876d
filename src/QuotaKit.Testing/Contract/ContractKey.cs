using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace QuotaKit.Testing;

/// <summary>A random key, the forms in which a vendor may echo it, and the search for all of them.</summary>
/// <remarks>It shares no code with QuotaKit's own scrubber, so that it does not share its mistakes.</remarks>
internal sealed class ContractKey
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private readonly string[] _forms;

    private ContractKey(string value, params string[] secrets)
    {
        Value = value;
        _forms = [.. secrets.SelectMany(FormsOf).Distinct()];
    }

    public string Value { get; }

    public static IEnumerable<ContractKey> OfEachShape() => [Plain(), WithSymbols()];

    /// <summary>Creates a key of letters and digits.</summary>
    public static ContractKey Plain() => Of(Random(24));

    /// <summary>Creates an invalid key. Each half counts as a leak by itself.</summary>
    public static ContractKey Invalid(string prefix, string middle)
    {
        var (left, right) = (Random(16), Random(16));
        return new ContractKey(prefix + left + middle + right, left, right);
    }

    /// <summary>Wraps a given key, such as the ApiKey of the options after they were configured.</summary>
    public static ContractKey Of(string value) => new(value, value);

    /// <summary>Tells whether a text holds the key in any form.</summary>
    public bool IsIn(string? text) => text is not null && Array.Exists(_forms, form => text.Contains(form, StringComparison.OrdinalIgnoreCase));

    /// <summary>Masks the key, for the message of a failure.</summary>
    public string Mask(string text) =>
        _forms.Aggregate(text, (masked, form) => masked.Replace(form, "(the key)", StringComparison.OrdinalIgnoreCase));

    /// <summary>Lists the ways in which a vendor may write the key into a JSON string, with a name for each.</summary>
    public IEnumerable<(string Name, string Text)> Echoes()
    {
        var relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Value);
        yield return ("as it is", relaxed);
        yield return ("with .NET's escapes", JavaScriptEncoder.Default.Encode(Value));
        yield return ("with escaped slashes", relaxed.Replace("/", "\\/", StringComparison.Ordinal));
        yield return ("with every character escaped", string.Concat(Value.Select(c => $"\\u{(int)c:x4}")));
        yield return ("as JSON in a string", JavaScriptEncoder.Default.Encode(relaxed));
        yield return ("in lower case", relaxed.ToLowerInvariant());
        yield return ("URL-encoded", Uri.EscapeDataString(Value));
        yield return ("URL-encoded twice", Uri.EscapeDataString(Uri.EscapeDataString(Value)));
        foreach (var before in new[] { "", "a", "ab" })
        {
            var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{Value}:x"));
            yield return ($"in base64 after {before.Length} bytes", base64);
            yield return ($"in base64url after {before.Length} bytes", base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        }

        yield return ("in hexadecimal", Convert.ToHexString(Encoding.UTF8.GetBytes(Value)));
    }

    /// <summary>Creates a key with characters that JSON, HTML, URLs and base64 escape.</summary>
    private static ContractKey WithSymbols() =>
        Of($"{Random(6)}\"{Random(4)}<{Random(4)}&{Random(4)}\\{Random(4)}'>%{Random(4)}/{Random(4)}+{Random(4)}{{}}=");

    private static IEnumerable<string> FormsOf(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret);
        yield return secret;
        yield return relaxed;
        yield return JavaScriptEncoder.Default.Encode(secret);
        yield return JavaScriptEncoder.Default.Encode(relaxed);
        yield return relaxed.Replace("/", "\\/", StringComparison.Ordinal);
        yield return string.Concat(secret.Select(c => $"\\u{(int)c:x4}"));
        yield return Uri.EscapeDataString(secret);
        yield return Uri.EscapeDataString(Uri.EscapeDataString(secret));
        yield return WebUtility.UrlEncode(secret);
        yield return Convert.ToHexString(bytes);
        yield return BitConverter.ToString(bytes);
        for (var offset = 0; offset < 3; offset++)
        {
            // Only the characters that do not depend on the text before and after the key.
            var core = Convert.ToBase64String([.. new byte[offset], .. bytes])[(((offset * 8) + 5) / 6)..((offset + bytes.Length) * 8 / 6)];
            yield return core;
            yield return core.Replace('+', '-').Replace('/', '_');
        }
    }

    private static string Random(int length) => RandomNumberGenerator.GetString(Letters, length);
}
