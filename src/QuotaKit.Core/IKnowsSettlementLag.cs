namespace QuotaKit;

/// <summary>Tells how late a vendor's answers show a charge. Providers with a vendor's description and the client implement it.</summary>
internal interface IKnowsSettlementLag
{
    /// <summary>Returns the longest time from a charge until the vendor's answers show it; null when unknown.</summary>
    /// <param name="account">The account's name. A provider ignores it, because it reads one account.</param>
    TimeSpan? SettlementLagOf(string account);
}
