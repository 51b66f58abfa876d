using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Formatting;
using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Answers;

/// <summary>A job, what is known about who is to pay, and what follows.</summary>
/// <param name="Account">The account.</param>
/// <param name="Job">The job.</param>
/// <param name="Plan">The account's plan; null when it is not known.</param>
/// <param name="AllowsUnknown">Whether it is good enough that nobody says no.</param>
/// <param name="Result">What the account has; null when nobody was asked.</param>
internal sealed record Estimate(AccountName Account, HeyGenJob Job, HeyGenPlan? Plan, bool AllowsUnknown, QuotaResult? Result = null)
{
    public HeyGenPreflightResult Check => HeyGenPreflight.Check(Job, Plan, Result?.Snapshot);

    public QuotaException? Error => Result?.Error;

    /// <summary>A reason against the job stands, whatever could not be asked.</summary>
    public int ExitCode => Check.CanRun switch
    {
        false => Parsing.ExitCode.NotEnough,
        _ when Error is not null => Parsing.ExitCode.Of(Error),
        null when !AllowsUnknown => Parsing.ExitCode.Unknown,
        _ => Parsing.ExitCode.Fine,
    };

    public static string PriceOf(HeyGenOperation operation) => operation.ToString()[(operation.Key.Length + 2)..];

    public IEnumerable<string> Lines()
    {
        var check = Check;
        var credits = check.EstimatedCredits is { } known ? $"{Amounts.ForScripts(known)} credits" : "unknown";
        yield return $"{Job.Operation.Label}, {Amount()}: {credits} ({PriceOf(Job.Operation)}).";
        if (Result?.Snapshot is { } snapshot)
            yield return $"{Account} {Left(snapshot.TryGetBalance("credits", out var balance) ? balance : snapshot.Primary)}.";
        foreach (var reason in check.Reasons)
            yield return $"no: {reason.Message}";
        foreach (var unknown in check.Unknowns)
            yield return $"unknown: {unknown.Message}";
        yield return check.CanRun switch
        {
            true => "The job can run.",
            false => "The job cannot run.",
            null => "Whether the job can run is unknown.",
        };
    }

    private string Amount()
    {
        if (!Job.Operation.IsBilledByLength)
            return Job.Calls == 1 ? "1 call" : $"{Job.Calls} calls";
        var length = Job.Length switch
        {
            null => "of unknown length",
            // A third of a minute is told in seconds.
            { } known when known.Ticks % (TimeSpan.TicksPerMinute / 100) != 0 => $"{Amounts.ForScripts((decimal)known.Ticks / TimeSpan.TicksPerSecond)} seconds",
            { } known => $"{Amounts.ForScripts((decimal)known.Ticks / TimeSpan.TicksPerMinute)} minutes",
        };
        return Job.Calls == 1 ? length : $"{Job.Calls} times {length}";
    }

    private static string Left(QuotaBalance balance) => balance switch
    {
        { IsUnlimited: true } => $"has no limit of '{balance.Key}'",
        { Remaining: { } remaining } => $"has {Amounts.ForScripts(remaining)} {balance.Unit.Name} of '{balance.Key}' left",
        _ => $"does not say how much of '{balance.Key}' is left",
    };
}
