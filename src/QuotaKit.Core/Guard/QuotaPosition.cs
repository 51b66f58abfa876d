namespace QuotaKit;

/// <summary>Says how much of a balance can still be reserved.</summary>
/// <param name="Account">The account's name: <c>"heygen"</c>, <c>"heygen/team-a"</c>.</param>
/// <param name="Balance">The key of the balance; null when no answer tells it.</param>
/// <param name="Unit">The unit of all amounts.</param>
public sealed record QuotaPosition(string Account, string? Balance, QuotaUnit Unit)
{
    /// <summary>The amount left, as the vendor reported it; null when unknown or unlimited.</summary>
    public decimal? Remaining { get; init; }

    /// <summary>Whether the balance has no limit.</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>The amount that is held.</summary>
    public decimal Held { get; init; }

    /// <summary>The amount spent through the guard that the answer does not include yet.</summary>
    public decimal Spent { get; init; }

    /// <summary>The amount that is never spent, from <see cref="QuotaGuardAccountOptions.Reserve"/>.</summary>
    public decimal Reserve { get; init; }

    /// <summary>The amount that can be reserved now; null when unknown or unlimited. Never below zero.</summary>
    public decimal? Available { get; init; }

    /// <summary>The time at which the vendor was asked for <see cref="Remaining"/>; null when it is unknown.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
