using System.CommandLine;
using System.Globalization;

namespace QuotaKit.Cli.Parsing;

/// <summary>Options that are a duration: <c>30s</c>, <c>5m</c>, <c>1h</c>.</summary>
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
                result.AddError($"{name} must be 5s or more: vendors slow down or block who asks more often.");
            else if (duration > _longest)
                result.AddError($"{name} must be 24h or less.");
            return duration;
        },
    };

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
