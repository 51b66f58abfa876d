using System.Text;
using QuotaKit.Fuzz.Tests.Generators;

namespace QuotaKit.Fuzz.Tests.Checks;

/// <summary>What holds for every text that people or logs get to see.</summary>
internal static class TextChecks
{
    private static readonly string _keyAsBase64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Vocabulary.Key));

    /// <summary>One line, not too long, well-formed, and without the key.</summary>
    public static void IsLine(string what, string text, int longest)
    {
        Assert.False(text.Any(char.IsControl), $"{what} has control characters: {text}");
        Assert.True(text.Length <= longest, $"{what} has {text.Length} characters: {text[..Math.Min(text.Length, 200)]}…");
        IsWellFormed(what, text);
        HasNoKey(what, text);
    }

    /// <summary>No half of a surrogate pair, which is no text in UTF-8.</summary>
    public static void IsWellFormed(string what, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
                Assert.True(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i]), $"{what} has half a surrogate pair: {text}");
        }
    }

    public static void HasNoKey(string what, string text)
    {
        Assert.False(
            text.Contains(Vocabulary.Key, StringComparison.Ordinal)
            || text.Contains(Uri.EscapeDataString(Vocabulary.Key), StringComparison.Ordinal)
            || text.Contains(_keyAsBase64, StringComparison.Ordinal),
            $"{what} has the key: {text}");
    }
}
