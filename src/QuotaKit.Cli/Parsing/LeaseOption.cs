using System.CommandLine;

namespace QuotaKit.Cli.Parsing;

/// <summary>Creates the option <c>--lease</c>: a duration from 1 second to 24 hours.</summary>
internal static class LeaseOption
{
    public static Option<TimeSpan?> Create(string description) => new("--lease")
    {
        Description = description,
        HelpName = "30s|5m|1h",
        CustomParser = result =>
        {
            var lease = DurationOption.Parse(result.Tokens[0].Value);
            if (lease is null || lease <= TimeSpan.Zero || lease > TimeSpan.FromHours(24))
                result.AddError("--lease must be a number and a unit, such as 30s, 5m or 1h, and at most 24h.");
            return lease;
        },
    };
}
