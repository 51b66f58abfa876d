using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Parsing;

/// <summary>The amount that must be left.</summary>
/// <param name="Amount">The amount, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit given with the amount; null for the unit of the balance.</param>
/// <param name="Balance">The key of the balance; null for the account's first balance.</param>
/// <param name="AllowsUnknown">Whether an unknown answer exits with 0.</param>
internal sealed record QuotaNeed(decimal Amount, QuotaUnit? Unit = null, string? Balance = null, bool AllowsUnknown = false)
{
    /// <summary>Returns the unit to compare in. Null when the balance is in another unit, or when no unit was given and the balance may be money:
    /// 12 credits are not 12 US dollars.</summary>
    public QuotaUnit? UnitFor(QuotaBalance balance) => Unit switch
    {
        null => IsCounted(balance) ? balance.Unit : null,
        { } unit => string.Equals(unit.Name, balance.Unit.Name, StringComparison.OrdinalIgnoreCase) ? balance.Unit : null,
    };

    /// <summary>Returns a unit of the snapshot's balances that equals the given one; else the given one. Null when none was given.</summary>
    /// <exception cref="QuotaConfigurationException">Neither several vendors nor this account use the unit: <c>12credts</c> is a typo.</exception>
    public QuotaUnit? UnitIn(string account, QuotaSnapshot snapshot) => Unit switch
    {
        not null when snapshot.Balances.FirstOrDefault(b => UnitFor(b) is not null) is { } balance => balance.Unit,
        { } written when !NeedOption.IsKnown(written) => throw UsageErrors.NoSuch(
            "There is no unit", written.Name,
            $"Balances of {Printable.Name(account)} are in: {Printable.List(snapshot.Balances.Select(b => b.Unit.Name).Distinct())}."),
        _ => Unit,
    };

    // A wallet is money, even if the vendor does not tell its currency. A vendor's own unit is accepted if the user named the balance.
    private bool IsCounted(QuotaBalance balance) => balance.Key != "wallet" && balance.Unit != QuotaUnit.Usd
        && (NeedOption.IsKnown(balance.Unit) || string.Equals(Balance, balance.Key, StringComparison.OrdinalIgnoreCase));
}
