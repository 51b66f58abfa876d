using System.CommandLine;
using System.Globalization;

namespace QuotaKit.Cli.Parsing;

/// <summary>Creates options that take a duration from 5 seconds to 24 hours: <c>30s</c>, <c>5m</c>, <c>1h</c>.</summary>
internal static class DurationOption
{
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _longest = TimeSpan.FromHours(24);

    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "30s|5m|1h",
        CustomParser = result =>
        {
            var duration = Parse(result.Tokens[0].Value);
            if (duration is null)
                result.AddError($"{name} must be a number and a unit, such as 30s, 5m or 1h.");
            else if (duration < _shortest)
                result.AddError($"{name} must be 5s or more: vendors slow down or block clients that send requests more often.");
            else if (duration > _longest)
                result.AddError($"{name} must be 24h or less.");
            return duration;
        },
    };

    /// <summary>Parses a whole number and a unit; null when the text is anything else.</summary>
    internal static TimeSpan? Parse(string text) =>
        text.Length is > 1 and < 8 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? char.ToLowerInvariant(text[^1]) switch
            {
                's' => TimeSpan.FromSeconds(count),
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                _ => null,
            }
            : null;
}
