using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace QuotaKit;

/// <summary>Keeps texts to what JSON and UTF-8 can carry, so that a stored snapshot equals the one that was stored.</summary>
internal static class WellFormed
{
    /// <summary>The text with U+FFFD in place of lone surrogates; null for null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text)
    {
        // A plain loop: the span helpers allocate until the JIT has optimized them.
        foreach (var c in text ?? "")
        {
            if (char.IsSurrogate(c))
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text!));
        }

        return text;
    }
}
