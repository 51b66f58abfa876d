namespace QuotaKit;

/// <summary>Finds the balances that are parts of a sum, such as HeyGen's premium and add-on credits.</summary>
internal static class SnapshotParts
{
    /// <summary>Whether the snapshot's first balance includes this one. Then only the sum can be reserved, or an amount would be held twice.</summary>
    public static bool Has(QuotaSnapshot snapshot, QuotaBalance balance)
    {
        var first = snapshot.Primary;
        // What is left is a sum if it is derived, and not from a used amount and a limit.
        var isSum = first.Derived.HasFlag(QuotaFields.Remaining) && (first.Used is null || first.Derived.HasFlag(QuotaFields.Used));
        return isSum && !ReferenceEquals(first, balance) && balance.Kind == QuotaKind.Bonus && balance.Unit == first.Unit;
    }
}
