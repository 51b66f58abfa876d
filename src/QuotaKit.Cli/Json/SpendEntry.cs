namespace QuotaKit.Cli.Json;

/// <summary>One amount of a reservation as data.</summary>
/// <param name="Account">The account that pays.</param>
/// <param name="Amount">The reserved amount.</param>
/// <param name="Unit">The unit of the amounts.</param>
/// <param name="Balance">The key of the balance; null for the account's first one.</param>
/// <param name="Budget">The budget; null for none.</param>
/// <param name="Slot">The concurrency limit; null for none.</param>
/// <param name="Actual">The amount that was spent; null unless committed.</param>
internal sealed record SpendEntry(string Account, decimal Amount, string Unit, string? Balance, string? Budget, string? Slot, decimal? Actual);
