using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Json;

/// <summary>What <c>quotakit estimate --json</c> prints.</summary>
/// <param name="Name">The account that is to pay.</param>
/// <param name="Operation">What is to be done.</param>
/// <param name="Seconds">How long; null when not given.</param>
/// <param name="Calls">How often.</param>
/// <param name="Plan">The account's plan; null when not known.</param>
/// <param name="Credits">What it costs; null when that needs a length.</param>
/// <param name="CanRun">Null when not everything could be checked.</param>
/// <param name="Reasons">What speaks against it.</param>
/// <param name="Unknowns">What could not be checked.</param>
/// <param name="ExitCode">What the command exits with.</param>
/// <param name="Snapshot">What the account has, of the library's public schema; null when nobody was asked.</param>
/// <param name="Error">Why the vendor could not be asked.</param>
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
    System.Text.Json.JsonElement? Snapshot,
    AccountError? Error) : CliDocument("estimate")
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
