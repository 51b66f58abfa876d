using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;
using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Rendering;

/// <summary>Writes an estimate as text.</summary>
internal static class EstimateText
{
    private const string BeforeAdvice = " is unknown: ";

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
            yield return $"unknown: {Explain(unknown, estimate, check)}";
        yield return check.CanRun switch
        {
            true => "The job can run.",
            false => "The job cannot run.",
            null => "Whether the job can run is unknown.",
        };
    }

    /// <summary>Replaces the library's advice, which is for code, with the arguments and settings of the command.</summary>
    private static string Explain(HeyGenPreflightReason unknown, Estimate estimate, HeyGenPreflightResult check)
    {
        var end = unknown.Message.IndexOf(BeforeAdvice, StringComparison.Ordinal) + BeforeAdvice.Length;
        return AdviceFor(unknown, estimate, check) is { } advice && end >= BeforeAdvice.Length ? unknown.Message[..end] + advice : unknown.Message;
    }

    private static string? AdviceFor(HeyGenPreflightReason unknown, Estimate estimate, HeyGenPreflightResult check) => unknown.Kind switch
    {
        HeyGenPreflightReasonKind.Credits when check.EstimatedCredits is null && unknown.Unit == QuotaUnit.Credits => "give --minutes or --seconds.",
        HeyGenPreflightReasonKind.Credits when estimate.Result is null => "leave out --offline, so that the account is read.",
        HeyGenPreflightReasonKind.Credits when estimate.Error is not null => "the account could not be read.",
        HeyGenPreflightReasonKind.VideoLength or HeyGenPreflightReasonKind.Resolution or HeyGenPreflightReasonKind.WebM
            or HeyGenPreflightReasonKind.Translation or HeyGenPreflightReasonKind.AvatarGroups
            when estimate.Plan is null => $"give --plan, or set {estimate.Account.SettingOf("Plan")}.",
        _ => null,
    };

    private static string SizeOf(HeyGenJob job)
    {
        if (!job.Operation.IsBilledByLength)
            return job.Calls == 1 ? "1 call" : $"{job.Calls} calls";
        var length = job.Length switch
        {
            null => "of unknown length",
            // A length that has no short decimal in minutes is printed in seconds.
            { Ticks: var ticks } when ticks % (TimeSpan.TicksPerMinute / 100) != 0 => $"{Amounts.ForScripts((decimal)ticks / TimeSpan.TicksPerSecond)} seconds",
            { Ticks: var ticks } => $"{Amounts.ForScripts((decimal)ticks / TimeSpan.TicksPerMinute)} minutes",
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
            _ => $"does not say how many {unit} are left",
        };
    }
}
