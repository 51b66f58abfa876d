using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>The error for an account with less left than is needed.</summary>
/// <param name="provider">The vendor's id, such as <c>"heygen"</c>.</param>
/// <param name="balance">The balance that is too low.</param>
/// <param name="needed">The amount needed, in the balance's unit.</param>
/// <param name="available">The amount available, in the balance's unit; null when unknown.</param>
/// <param name="held">The amount left that is held for others, in the balance's unit. The default value is 0.</param>
[JsonConverter(typeof(QuotaExceptionConverter))]
public sealed class InsufficientQuotaException(string provider, QuotaBalance balance, decimal needed, decimal? available, decimal held = 0)
    : QuotaException(QuotaErrorKind.QuotaExhausted, provider, Describe(provider, balance, needed, available, held))
{
    /// <summary>The amount needed, in <see cref="Unit"/>.</summary>
    public decimal Needed { get; } = needed;

    /// <summary>The amount available, in <see cref="Unit"/>; null when unknown.</summary>
    public decimal? Available { get; } = available;

    /// <summary>The amount left that is held for others, in <see cref="Unit"/>.</summary>
    public decimal Held { get; } = held;

    /// <summary>The key of the balance that is too low.</summary>
    // The null check is here because initializers run before the base constructor's arguments are computed.
    public string BalanceKey { get; } = (balance ?? throw new ArgumentNullException(nameof(balance))).Key;

    /// <summary>The unit of the amounts.</summary>
    public QuotaUnit Unit { get; } = balance.Unit;

    private static string Describe(string provider, QuotaBalance balance, decimal needed, decimal? available, decimal held)
    {
        var unit = balance.Unit.Name;
        var left = available is { } amount ? $"{QuotaText.Number(amount)} {unit} are available" : "how much is left is unknown";
        var heldText = held > 0 ? $", {QuotaText.Number(held)} being held for others" : "";
        // The key and the unit may come from the vendor, so they are made safe to show.
        return QuotaText.OneLine($"{provider}: {QuotaText.Number(needed)} {unit} of '{balance.Key}' are needed, {left}{heldText}.");
    }
}
