using System.Text.Json;
using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Json;

/// <summary>The output of <c>quotakit estimate --json</c>.</summary>
/// <param name="Name">The account that pays.</param>
/// <param name="Operation">The key of the operation.</param>
/// <param name="Seconds">The length in seconds; null when not given.</param>
/// <param name="Calls">The number of calls.</param>
/// <param name="Plan">The account's plan; null when it is not known.</param>
/// <param name="Credits">The price; null when it depends on a length that was not given.</param>
/// <param name="CanRun">Whether the job can run; null when not everything could be checked.</param>
/// <param name="Reasons">Every reason against the job.</param>
/// <param name="Unknowns">Every rule that could not be checked.</param>
/// <param name="ExitCode">The exit code of the command.</param>
/// <param name="Snapshot">The snapshot of the account in the library's public schema; null when it was not or could not be read.</param>
/// <param name="Error">Why the account could not be read; null when it was not read or could be read.</param>
internal sealed record EstimateDocument(
    string Name,
    string Operation,
    double? Seconds,
    int Calls,
    string? Plan,
    decimal? Credits,
    bool? CanRun,
    IReadOnlyList<FindingEntry> Reasons,
    IReadOnlyList<FindingEntry> Unknowns,
    int ExitCode,
    JsonElement? Snapshot,
    ErrorEntry? Error) : CliDocument("estimate")
{
    public static EstimateDocument Of(Estimate estimate)
    {
        var check = estimate.Check;
        var entry = estimate.Result is { } result ? AccountEntry.Of(result) : null;
        return new EstimateDocument(
            estimate.Account.ToString(),
            estimate.Job.Operation.Key,
            estimate.Job.Length?.TotalSeconds,
            estimate.Job.Calls,
            estimate.Plan?.Name,
            check.EstimatedCredits,
            check.CanRun,
            [.. check.Reasons.Select(FindingEntry.Of)],
            [.. check.Unknowns.Select(FindingEntry.Of)],
            estimate.ExitCode,
            entry?.Snapshot,
            entry?.Error);
    }
}
