namespace QuotaKit;

/// <summary>One amount of a reservation as a ledger books it, with the limits that apply to it.</summary>
public sealed record LedgerSpend
{
    /// <summary>The account's name: <c>"heygen"</c>, <c>"heygen/team-a"</c>.</summary>
    public required string Account { get; init; }

    /// <summary>The name of the wallet. Accounts with the same wallet share their balances; most accounts are their own wallet.</summary>
    public required string Wallet { get; init; }

    /// <summary>The key of the balance that pays; null means the first balance of the latest answer.</summary>
    public string? Balance { get; init; }

    /// <summary>The amount, in <see cref="Unit"/>; above zero, with at most 9 decimals.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The unit of the amount.</summary>
    public required QuotaUnit Unit { get; init; }

    /// <summary>The amount that must be left after the spend. The default value is 0.</summary>
    public decimal Reserve { get; init; }

    /// <summary>The budget that must cover the amount too; null means none.</summary>
    public QuotaBudget? Budget { get; init; }

    /// <summary>The concurrency limit of which the spend takes a slot; null means none.</summary>
    public QuotaConcurrency? Concurrency { get; init; }

    /// <summary>Whether the vendor has been asked for this decision. The ledger then decides with the answer that it has, unless the vendor has
    /// contradicted it since. The default value is false: the ledger may reply that it needs a newer answer.</summary>
    public bool IsAsked { get; init; }

    /// <summary>The number of the ticket from which on an answer counts as fresh whatever its age; null means that only its age counts.</summary>
    public long? FreshFrom { get; init; }

    /// <summary>Whether another spend asks for the same: account, balance, amount, unit, budget and concurrency limit.</summary>
    internal bool IsSameAs(LedgerSpend other) =>
        QuotaNames.AreSame(Account, other.Account) && string.Equals(Balance, other.Balance, StringComparison.Ordinal) && Amount == other.Amount
        && Unit == other.Unit && QuotaNames.AreSame(Budget?.Name, other.Budget?.Name)
        && QuotaNames.AreSame(Concurrency?.Name, other.Concurrency?.Name);

    /// <summary>Returns the amount as a caller names it.</summary>
    internal QuotaSpend ToSpend() => new(Account, Amount, Unit)
    {
        Balance = Balance,
        Budget = Budget?.Name,
        Concurrency = Concurrency?.Name,
    };
}
