namespace QuotaKit;

/// <summary>An amount that is about to be spent.</summary>
/// <param name="Account">The account that pays: <c>"heygen"</c>, <c>"heygen/team-a"</c>. Letter case does not matter.</param>
/// <param name="Amount">The amount, in <paramref name="Unit"/>; above zero, with at most 9 decimals.</param>
/// <param name="Unit">The unit of the amount. A balance in another unit never pays.</param>
/// <example>
/// <code>
/// var spend = new QuotaSpend("heygen", 12, QuotaUnit.Credits) { Budget = "team-red" };
/// </code>
/// </example>
public sealed record QuotaSpend(string Account, decimal Amount, QuotaUnit Unit)
{
    /// <summary>The key of the balance that pays. The default value is null, which means the account's <see cref="QuotaSnapshot.Primary"/>.</summary>
    public string? Balance { get; init; }

    /// <summary>The name of a <see cref="QuotaBudget"/> that must cover the amount too. The default value is null: none.</summary>
    public string? Budget { get; init; }

    /// <summary>The name of a <see cref="QuotaConcurrency"/> of which the spend takes a slot. The default value is null: none.</summary>
    public string? Concurrency { get; init; }

    /// <summary>The number of slots of <see cref="Concurrency"/> when the options of the guard have no limit of that name, such as the number that a vendor's
    /// plan allows. The default value is null: the options must have it.</summary>
    public int? ConcurrencyLimit { get; init; }
}
