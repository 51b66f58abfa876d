using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>The error for an account with less left than is needed.</summary>
[JsonConverter(typeof(QuotaExceptionConverter))]
public sealed class InsufficientQuotaException : QuotaException
{
    /// <summary>Creates an error.</summary>
    /// <param name="provider">The vendor's id, such as <c>"heygen"</c>.</param>
    /// <param name="balance">The balance that is too low.</param>
    /// <param name="needed">The amount needed, in the balance's unit.</param>
    /// <param name="available">The amount available, in the balance's unit; null when unknown.</param>
    /// <param name="held">The amount left that is held for others, in the balance's unit. The default value is 0.</param>
    public InsufficientQuotaException(string provider, QuotaBalance balance, decimal needed, decimal? available, decimal held = 0)
        : this(provider, (balance ?? throw new ArgumentNullException(nameof(balance))).Key, balance.Unit, needed, available, held, null)
    {
    }

    /// <param name="provider">The vendor's id.</param>
    /// <param name="balanceKey">The key of the balance.</param>
    /// <param name="unit">The unit of the amounts.</param>
    /// <param name="needed">The amount needed.</param>
    /// <param name="available">The amount available; null when unknown.</param>
    /// <param name="held">The amount left that is held for others.</param>
    /// <param name="message">The message; null means one made of the amounts.</param>
    internal InsufficientQuotaException(
        string provider, string balanceKey, QuotaUnit unit, decimal needed, decimal? available, decimal held, string? message)
        : base(QuotaErrorKind.QuotaExhausted, provider, message ?? Describe(provider, balanceKey, unit, needed, available, held))
    {
        (BalanceKey, Unit, Needed, Available, Held) = (balanceKey, unit, needed, available, held);
    }

    /// <summary>The amount needed, in <see cref="Unit"/>.</summary>
    public decimal Needed { get; }

    /// <summary>The amount available, in <see cref="Unit"/>; null when unknown.</summary>
    public decimal? Available { get; }

    /// <summary>The amount that is held, or spent since the vendor's answer, in <see cref="Unit"/>. For a budget the amount used, for a concurrency limit the
    /// slots taken.</summary>
    public decimal Held { get; }

    /// <summary>The key of the balance that is too low.</summary>
    public string BalanceKey { get; }

    /// <summary>The unit of the amounts.</summary>
    public QuotaUnit Unit { get; }

    /// <summary>The name of the budget that is too low; null when it is the balance or a concurrency limit.</summary>
    public string? Budget { get; internal init; }

    /// <summary>The name of the concurrency limit whose slots are all taken; null when it is the balance or a budget. The amounts are then slots.</summary>
    public string? Concurrency { get; internal init; }

    private static string Describe(string provider, string balanceKey, QuotaUnit unit, decimal needed, decimal? available, decimal held)
    {
        var left = available is { } amount ? $"{QuotaText.Number(amount)} {unit.Name} are available" : "how much is left is unknown";
        var heldText = held > 0 ? $", {QuotaText.Number(held)} being held for others" : "";
        // The key and the unit may come from the vendor, so they are made safe to show.
        return QuotaText.OneLine($"{provider}: {QuotaText.Number(needed)} {unit.Name} of '{balanceKey}' are needed, {left}{heldText}.");
    }
}
