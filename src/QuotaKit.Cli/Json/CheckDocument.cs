using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Parsing;

namespace QuotaKit.Cli.Json;

/// <summary>What <c>quotakit check --json</c> prints.</summary>
/// <param name="Name">The account.</param>
/// <param name="Need">How much is needed.</param>
/// <param name="NeedUnit">The unit of the need: as written, else the balance's own; null when neither is known.</param>
/// <param name="Balance">The key of the balance; null when the vendor could not be asked and none was named.</param>
/// <param name="Unit">The balance's unit.</param>
/// <param name="Remaining">What is left; null when it is unlimited or not known.</param>
/// <param name="IsUnlimited">Whether the balance has no limit.</param>
/// <param name="IsActive">Whether the account is active; null when the vendor does not say.</param>
/// <param name="Answer"><c>yes</c>, <c>no</c> or <c>unknown</c>; null when the vendor could not be asked.</param>
/// <param name="AllowsUnknown">Whether <c>unknown</c> was let pass.</param>
/// <param name="Message">The sentence that is printed without <c>--json</c>.</param>
/// <param name="ExitCode">What the command exits with.</param>
/// <param name="Error">Why the vendor could not be asked.</param>
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
    AccountError? Error) : CliDocument("check")
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
        result.Error is { } error ? AccountError.Of(error) : null);
}
