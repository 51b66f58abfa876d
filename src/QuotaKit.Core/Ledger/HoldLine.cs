namespace QuotaKit;

/// <summary>One amount of a <see cref="HoldRow"/>.</summary>
internal sealed class HoldLine(LedgerSpend spend, string balance)
{
    public LedgerSpend Spend { get; } = spend;

    /// <summary>The key of the balance that pays; empty while no answer has told it.</summary>
    public string Balance { get; set; } = balance;

    /// <summary>The amount that was spent; null unless committed.</summary>
    public decimal? Actual { get; set; }

    /// <summary>The period of the budget in which the amount counts; null without a budget.</summary>
    public string? Period { get; set; }

    /// <summary>Whether the line has a slot of its concurrency limit.</summary>
    public bool HasSlot { get; set; }

    /// <summary>Whether <see cref="MemoryRows"/> has the line among those that no answer includes yet.</summary>
    public bool IsCounted { get; set; }

    /// <summary>The amount that counts as spent when the reservation is committed or expired.</summary>
    public decimal Charge => Actual ?? Spend.Amount;
}
