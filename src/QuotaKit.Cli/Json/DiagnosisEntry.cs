using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Json;

/// <summary>A <see cref="Diagnosis"/> as data. Null means unknown.</summary>
internal sealed record DiagnosisEntry(
    string Name,
    string Provider,
    string Account,
    string? KeyFrom,
    bool? IsKeyAccepted,
    string? Address,
    double? ConnectMilliseconds,
    double? AnswerMilliseconds,
    string? ConnectProblem,
    double? ClockSkewSeconds,
    string? Status,
    ErrorEntry? Error)
{
    public static DiagnosisEntry Of(Diagnosis found) => new(
        found.Result.Name,
        found.Result.Provider,
        found.Result.Account,
        found.KeyFrom,
        found.IsKeyAccepted,
        found.Address,
        found.Probe?.Connect?.TotalMilliseconds,
        found.Probe?.ResponseTime?.TotalMilliseconds,
        found.Probe?.Problem,
        found.Probe?.ClockSkew?.TotalSeconds,
        found.Result.Snapshot?.Status.ToString(),
        found.Result.Error is { } error ? ErrorEntry.Of(error) : null);
}
