namespace QuotaKit;

/// <summary>Finds the balances that may be parts of the first one, such as HeyGen's premium and add-on credits.</summary>
internal static class SnapshotParts
{
    /// <summary>Whether the snapshot's first balance may include this one. Then only the first can be reserved, or an amount would be available
    /// twice.</summary>
    public static bool Has(QuotaSnapshot snapshot, QuotaBalance balance) =>
        !ReferenceEquals(snapshot.Primary, balance) && balance.Kind == QuotaKind.Bonus && balance.Unit == snapshot.Primary.Unit;
}
