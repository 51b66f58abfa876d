using System.Text.Json;

namespace QuotaKit.Http;

/// <summary>Names for balances that a vendor sends and the model does not know.</summary>
public static class BalanceNames
{
    /// <summary>The vendor's name in snake_case: <c>"storyMinutes"</c> is <c>"story_minutes"</c>.</summary>
    /// <param name="name">The name as the vendor writes it.</param>
    public static string FromName(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    /// <summary>The key as a label: <c>"story_minutes"</c> is <c>"Story minutes"</c>.</summary>
    /// <param name="key">The key of a balance.</param>
    public static string ToLabel(string key)
    {
        var words = key?.Replace('_', ' ').Trim();
        return string.IsNullOrEmpty(words) ? "?" : QuotaText.OneLine(char.ToUpperInvariant(words[0]) + words[1..]);
    }
}
