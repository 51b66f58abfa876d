namespace QuotaKit;

/// <summary>Finds the balances that may be parts of the first one, such as HeyGen's premium and add-on credits, or the same money under another name, such
/// as HeyGen's API credits.</summary>
internal static class SnapshotParts
{
    /// <summary>Whether the snapshot's first balance may include this one. Then only the first can be reserved, or an amount would be available
    /// twice.</summary>
    public static bool Has(QuotaSnapshot snapshot, QuotaBalance balance) =>
        !ReferenceEquals(snapshot.Primary, balance) && balance.Unit == snapshot.Primary.Unit
        // Allowances of one unit are separate, such as the minutes of Pictory's services.
        && (balance.Kind == QuotaKind.Bonus || (balance.Kind == QuotaKind.Balance && snapshot.Primary.Kind == QuotaKind.Balance));
}
