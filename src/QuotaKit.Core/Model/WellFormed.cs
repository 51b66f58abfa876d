using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace QuotaKit;

/// <summary>Replaces characters that UTF-8 cannot hold, so that a stored snapshot equals the original.</summary>
internal static class WellFormed
{
    /// <summary>Replaces each lone surrogate by U+FFFD; returns null for null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text)
    {
        // A plain loop, because the span helpers allocate until the JIT optimizes them.
        foreach (var c in text ?? "")
        {
            if (char.IsSurrogate(c))
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text!));
        }

        return text;
    }
}
