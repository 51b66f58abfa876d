using System.Text.Json;

namespace QuotaKit.Http;

/// <summary>Makes keys and labels for balances that only the vendor's response names.</summary>
public static class BalanceNames
{
    /// <summary>Converts the vendor's name to a key in snake_case: <c>"storyMinutes"</c> becomes <c>"story_minutes"</c>.</summary>
    /// <param name="name">The name as the vendor writes it.</param>
    public static string FromName(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    /// <summary>Converts a key to a label: <c>"story_minutes"</c> becomes <c>"Story minutes"</c>; an empty key becomes <c>"?"</c>.</summary>
    /// <param name="key">The key of a balance.</param>
    public static string ToLabel(string key)
    {
        var words = key?.Replace('_', ' ').Trim();
        return string.IsNullOrEmpty(words) ? "?" : QuotaText.OneLine(char.ToUpperInvariant(words[0]) + words[1..]);
    }
}
