namespace QuotaKit.Testing;

/// <summary>An account's quota units, and the values that <see cref="HeyGenAccount.Reset"/> restores.</summary>
internal sealed record HeyGenQuota(long Remaining, long RemainingAsSet, long? Used, long? UsedAsSet)
{
    public const int UnitsPerCredit = 60;

    public decimal Credits => (decimal)Remaining / UnitsPerCredit;

    public HeyGenQuota Spend(decimal credits)
    {
        var units = (long)decimal.Ceiling(credits * UnitsPerCredit);
        return this with { Remaining = Remaining - units, Used = Used + units };
    }
}
