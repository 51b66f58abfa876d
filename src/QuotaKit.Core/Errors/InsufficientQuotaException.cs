using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>What is left does not cover what is needed.</summary>
/// <param name="provider">The vendor's id, such as <c>"heygen"</c>.</param>
/// <param name="balance">The balance that does not cover it.</param>
/// <param name="needed">How much is needed, in the balance's unit.</param>
/// <param name="available">How much may be spent; null when unknown.</param>
/// <param name="held">How much of what is left is held for others.</param>
[JsonConverter(typeof(QuotaExceptionConverter))]
public sealed class InsufficientQuotaException(string provider, QuotaBalance balance, decimal needed, decimal? available, decimal held = 0)
    : QuotaException(QuotaErrorKind.QuotaExhausted, provider, Describe(provider, balance, needed, available, held))
{
    /// <summary>How much is needed, in <see cref="Unit"/>.</summary>
    public decimal Needed { get; } = needed;

    /// <summary>How much may be spent, in <see cref="Unit"/>; null when unknown.</summary>
    public decimal? Available { get; } = available;

    /// <summary>How much of what is left is held for others, in <see cref="Unit"/>.</summary>
    public decimal Held { get; } = held;

    /// <summary>The key of the balance that does not cover it.</summary>
    // Checked here, because this runs before the message is made.
    public string BalanceKey { get; } = (balance ?? throw new ArgumentNullException(nameof(balance))).Key;

    /// <summary>The unit of the amounts.</summary>
    public QuotaUnit Unit { get; } = balance.Unit;

    private static string Describe(string provider, QuotaBalance balance, decimal needed, decimal? available, decimal held)
    {
        var unit = balance.Unit.Name;
        var left = available is { } amount ? $"{QuotaText.Number(amount)} {unit} are available" : "how much is left is unknown";
        var heldText = held > 0 ? $", {QuotaText.Number(held)} being held for others" : "";
        // A balance's key and unit may be a vendor's own words.
        return QuotaText.OneLine($"{provider}: {QuotaText.Number(needed)} {unit} of '{balance.Key}' are needed, {left}{heldText}.");
    }
}
