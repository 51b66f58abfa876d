using System.Text.Json;

namespace QuotaKit.Cli.Json;

/// <summary>The result of reading one account. Either Snapshot or Error is null.</summary>
/// <param name="Name">The account's name: <c>"heygen/team-a"</c>.</param>
/// <param name="Provider">The vendor's id.</param>
/// <param name="Account">The part of the name after the vendor: <c>"default"</c>, <c>"team-a"</c>.</param>
/// <param name="Snapshot">The snapshot in the library's public schema; null when the account could not be read.</param>
/// <param name="Error">Why the account could not be read; null when it could.</param>
internal sealed record AccountEntry(string Name, string Provider, string Account, JsonElement? Snapshot, ErrorEntry? Error)
{
    public static AccountEntry Of(QuotaResult result) => new(
        result.Name,
        result.Provider,
        result.Account,
        result.Snapshot is { } snapshot ? JsonSerializer.SerializeToElement(snapshot, QuotaJson.Default.QuotaSnapshot) : null,
        result.Error is { } error ? ErrorEntry.Of(error) : null);
}
