namespace QuotaKit.Cli.Commands;

/// <summary>What somebody wants to be left.</summary>
/// <param name="Amount">So much, in the balance's own unit.</param>
/// <param name="Balance">The balance's key; null for the account's first.</param>
/// <param name="AllowsUnknown">Whether it is good enough that nobody says no.</param>
internal sealed record QuotaNeed(decimal Amount, string? Balance = null, bool AllowsUnknown = false);
