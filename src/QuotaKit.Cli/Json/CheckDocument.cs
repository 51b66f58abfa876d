using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Parsing;

namespace QuotaKit.Cli.Json;

/// <summary>The output of <c>quotakit check --json</c>.</summary>
/// <param name="Name">The account.</param>
/// <param name="Need">The needed amount.</param>
/// <param name="NeedUnit">The unit of the need: as given, else the unit of the balance; null when neither is known.</param>
/// <param name="Balance">The key of the balance; null when the account could not be read and no balance was named.</param>
/// <param name="Unit">The unit of the balance.</param>
/// <param name="Remaining">The amount that is left; null when it is unlimited or unknown.</param>
/// <param name="IsUnlimited">Whether the balance has no limit.</param>
/// <param name="IsActive">Whether the account is active; null when the vendor does not say.</param>
/// <param name="Answer"><c>yes</c>, <c>no</c> or <c>unknown</c>; null when the account could not be read.</param>
/// <param name="AllowsUnknown">Whether <c>unknown</c> exits with 0.</param>
/// <param name="Message">The sentence that the command prints without <c>--json</c>.</param>
/// <param name="ExitCode">The exit code of the command.</param>
/// <param name="Error">Why the account could not be read; null when it could.</param>
internal sealed record CheckDocument(
    string Name,
    decimal Need,
    string? NeedUnit,
    string? Balance,
    string? Unit,
    decimal? Remaining,
    bool? IsUnlimited,
    bool? IsActive,
    string? Answer,
    bool AllowsUnknown,
    string Message,
    int ExitCode,
    ErrorEntry? Error) : CliDocument("check")
{
    public static CheckDocument Of(QuotaResult result, QuotaNeed need, QuotaCheck? check, int exitCode) => new(
        result.Name,
        need.Amount,
        need.Unit?.Name ?? check?.Unit?.Name,
        check?.Balance.Key ?? need.Balance,
        check?.Balance.Unit.Name,
        check?.Balance.Remaining,
        check?.Balance.IsUnlimited,
        result.Snapshot?.IsActive,
        check?.Answer.ToString().ToLowerInvariant(),
        need.AllowsUnknown,
        check?.Sentence ?? result.ToString(),
        exitCode,
        result.Error is { } error ? ErrorEntry.Of(error) : null);
}
