namespace QuotaKit.Cli.Parsing;

/// <summary>How much has to be left.</summary>
/// <param name="Amount">The amount, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit that was written behind the amount; null for the balance's own.</param>
/// <param name="Balance">The balance's key; null for the account's first.</param>
/// <param name="AllowsUnknown">Whether an unknown answer passes.</param>
internal sealed record QuotaNeed(decimal Amount, QuotaUnit? Unit = null, string? Balance = null, bool AllowsUnknown = false)
{
    /// <summary>The unit to compare in; null when the balance is in another, or when no unit was written and the balance may be money: 12 credits
    /// are not 12 US$.</summary>
    public QuotaUnit? UnitFor(QuotaBalance balance) => Unit switch
    {
        null => IsCounted(balance) ? balance.Unit : null,
        { } unit => string.Equals(unit.Name, balance.Unit.Name, StringComparison.OrdinalIgnoreCase) ? balance.Unit : null,
    };

    // A wallet may be in any currency, and say so or not. A vendor's own unit is meant by who names its balance.
    private bool IsCounted(QuotaBalance balance) => balance.Key != "wallet" && balance.Unit != QuotaUnit.Usd
        && (NeedOption.IsKnown(balance.Unit) || string.Equals(Balance, balance.Key, StringComparison.OrdinalIgnoreCase));
}
