using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;
using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Rendering;

/// <summary>Writes an estimate as text.</summary>
internal static class EstimateText
{
    private static readonly HeyGenPreflightReasonKind[] _rulesOfPlan =
    [
        HeyGenPreflightReasonKind.VideoLength, HeyGenPreflightReasonKind.Resolution, HeyGenPreflightReasonKind.Translation,
        HeyGenPreflightReasonKind.WebM, HeyGenPreflightReasonKind.AvatarGroups,
    ];

    public static async Task WriteAsync(TextWriter output, Estimate estimate)
    {
        foreach (var line in LinesOf(estimate))
            await output.WriteLineAsync(Printable.Line(line));
        if (estimate.Error is not null)
            await ErrorOutput.WriteAsync(estimate.Result!.ToString());
    }

    private static IEnumerable<string> LinesOf(Estimate estimate)
    {
        var (job, check) = (estimate.Job, estimate.Check);
        var credits = check.EstimatedCredits is { } known ? $"{Amounts.ForScripts(known)} credits" : "unknown";
        yield return $"{job.Operation.Label}, {SizeOf(job)}: {credits} ({PriceTable.PriceOf(job.Operation)}).";
        if (estimate.Result?.Snapshot is { } snapshot)
            yield return $"{estimate.Account} {Left(snapshot.TryGetBalance("credits", out var balance) ? balance : snapshot.Primary)}.";
        foreach (var reason in check.Reasons)
            yield return $"no: {reason.Message}";
        foreach (var unknown in check.Unknowns)
            yield return $"unknown: {unknown.Message}";
        foreach (var advice in AdviceFor(estimate, check))
            yield return $"try: {advice}";
        yield return check.CanRun switch
        {
            true => "The job can run.",
            false => "The job cannot run.",
            null => "Whether the job can run is unknown.",
        };
    }

    /// <summary>Names the arguments and settings that make an unknown answer known.</summary>
    private static IEnumerable<string> AdviceFor(Estimate estimate, HeyGenPreflightResult check)
    {
        if (check.EstimatedCredits is null)
            yield return "Give the length with --minutes or --seconds.";
        else if (estimate.Result is null && check.Unknowns.Any(u => u.Kind == HeyGenPreflightReasonKind.Credits))
            yield return "Leave out --offline, so that the account is read.";
        if (estimate.Plan is null && check.Unknowns.Any(u => _rulesOfPlan.Contains(u.Kind)))
            yield return $"Name the plan with --plan, or in the setting {estimate.Account.SettingOf("Plan")}.";
    }

    private static string SizeOf(HeyGenJob job)
    {
        if (!job.Operation.IsBilledByLength)
            return job.Calls == 1 ? "1 call" : $"{job.Calls} calls";
        var length = job.Length switch
        {
            null => "of unknown length",
            // A length that has no short decimal in minutes is printed in seconds.
            { } known when known.Ticks % (TimeSpan.TicksPerMinute / 100) != 0 => $"{Amounts.ForScripts((decimal)known.Ticks / TimeSpan.TicksPerSecond)} seconds",
            { } known => $"{Amounts.ForScripts((decimal)known.Ticks / TimeSpan.TicksPerMinute)} minutes",
        };
        return job.Calls == 1 ? length : $"{job.Calls} times {length}";
    }

    private static string Left(QuotaBalance balance)
    {
        var unit = balance.Key == balance.Unit.Name ? balance.Key : $"{balance.Unit.Name} of '{balance.Key}'";
        return balance switch
        {
            { IsUnlimited: true } => $"has unlimited {unit}",
            { Remaining: { } remaining } => $"has {Amounts.ForScripts(remaining)} {unit} left",
            _ => $"does not tell how many {unit} are left",
        };
    }
}
