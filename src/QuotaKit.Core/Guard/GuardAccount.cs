namespace QuotaKit;

/// <summary>An account with the guard's settings for it. Names are in lower case, so that all processes give a ledger the same ones.</summary>
/// <param name="Name">The account's name as the client has it.</param>
/// <param name="Key">The name in a ledger.</param>
/// <param name="Wallet">The wallet's name in a ledger.</param>
/// <param name="Reserve">The amount that is never spent.</param>
/// <param name="SettlementLag">The longest time from a commit until the vendor's answers show the charge.</param>
internal sealed record GuardAccount(string Name, string Key, string Wallet, decimal Reserve, TimeSpan SettlementLag)
{
    /// <summary>The latest spend that was reserved alone; null when there is none.</summary>
    public BookedSpend? Latest { get; set; }
}
