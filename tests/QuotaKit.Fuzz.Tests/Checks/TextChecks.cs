using System.Text;
using QuotaKit.Fuzz.Tests.Generators;

namespace QuotaKit.Fuzz.Tests.Checks;

/// <summary>Checks texts that users or logs see.</summary>
internal static class TextChecks
{
    private static readonly string _keyAsBase64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Vocabulary.Key));

    /// <summary>Checks that the text is one line, not too long, well-formed and without the key.</summary>
    public static void IsLine(string what, string text, int longest)
    {
        Assert.False(text.Any(char.IsControl), $"{what} has control characters: {text}");
        Assert.True(text.Length <= longest, $"{what} has {text.Length} characters: {text[..Math.Min(text.Length, 200)]}…");
        IsWellFormed(what, text);
        HasNoKey(what, text);
    }

    /// <summary>Checks that the text has no half of a surrogate pair. Such a text cannot be written in UTF-8.</summary>
    public static void IsWellFormed(string what, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
                Assert.True(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i]), $"{what} has half a surrogate pair: {text}");
        }
    }

    /// <summary>Checks that the text does not hold the key as it is, escaped for a URL, or in base64.</summary>
    public static void HasNoKey(string what, string text)
    {
        Assert.False(
            text.Contains(Vocabulary.Key, StringComparison.Ordinal)
            || text.Contains(Uri.EscapeDataString(Vocabulary.Key), StringComparison.Ordinal)
            || text.Contains(_keyAsBase64, StringComparison.Ordinal),
            $"{what} contains the key: {text}");
    }
}
