namespace QuotaKit;

/// <summary>One balance of a wallet in one unit: the vendor's numbers, and the totals of this ledger's reservations.</summary>
internal sealed class PotRow(string wallet, string balance, QuotaUnit unit)
{
    public string Wallet { get; } = wallet;

    /// <summary>The key of the balance; empty for spends of the first balance while no answer has told its key.</summary>
    public string Balance { get; } = balance;

    public QuotaUnit Unit { get; } = unit;

    /// <summary>Whether the latest answer has this balance in this unit.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>The amount left in the latest answer; null when unknown.</summary>
    public decimal? Remaining { get; set; }

    public bool IsUnlimited { get; set; }

    /// <summary>Whether the balance is a part of a sum, which pays instead.</summary>
    public bool IsPart { get; set; }

    public DateTimeOffset? ResetsAt { get; set; }

    /// <summary>The sum of the held amounts.</summary>
    public decimal Held { get; set; }

    /// <summary>The sum of the amounts that were settled since the latest answer.</summary>
    public decimal Spent { get; set; }
}
