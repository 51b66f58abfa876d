using System.Text.Json;

namespace QuotaKit.Cli.Json;

/// <summary>What came of reading one account: of Snapshot and Error, one is null.</summary>
/// <param name="Name">The name to ask with: <c>"heygen/team-a"</c>.</param>
/// <param name="Provider">The vendor's id.</param>
/// <param name="Account">The account's name among the vendor's.</param>
/// <param name="Snapshot">As the library writes it, so that it is of its public schema.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record AccountEntry(string Name, string Provider, string Account, JsonElement? Snapshot, AccountError? Error)
{
    public static AccountEntry Of(QuotaResult result) => new(
        result.Name,
        result.Provider,
        result.Account,
        result.Snapshot is { } snapshot ? JsonSerializer.SerializeToElement(snapshot, QuotaJson.Default.QuotaSnapshot) : null,
        result.Error is { } error ? AccountError.Of(error) : null);
}
