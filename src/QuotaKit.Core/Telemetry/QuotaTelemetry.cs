using System.Diagnostics.Metrics;

namespace QuotaKit;

/// <summary>Holds the names of all metrics.</summary>
internal static class QuotaTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "QuotaKit";

    private const string ProviderTag = "quotakit.provider";
    private const string AccountTag = "quotakit.account";
    private const string BalanceTag = "quotakit.balance";
    private const string UnitTag = "quotakit.unit";
    private const string OutcomeTag = "outcome";

    private static readonly Meter _meter = new(Name);

    private static readonly Counter<long> _decisions = _meter.CreateCounter<long>(
        "quotakit.guard.decisions", "{decision}", "Decisions of the guard, by outcome.");

    private static readonly GuardAmounts _amounts = new();

    // An instrument has one unit, and balances have many. So the unit is an attribute.
    private static readonly ObservableGauge<double> _held = _meter.CreateObservableGauge(
        "quotakit.guard.held", _amounts.Held, description: "Amount held in the ledger, when its position was last asked for.");

    private static readonly ObservableGauge<double> _spent = _meter.CreateObservableGauge(
        "quotakit.guard.spent", _amounts.Spent,
        description: "Amount spent through the guard that the vendor's answer does not include yet, when the position was last asked for.");

    /// <summary>Reports the amounts of a balance from now on.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="balance">The key of the balance.</param>
    /// <param name="unit">The unit of the amounts.</param>
    /// <param name="held">The amount held.</param>
    /// <param name="spent">The amount spent that the vendor's answer does not include yet.</param>
    /// <param name="clock">The clock, which tells when the amounts are too old.</param>
    public static void NoteAmounts(string account, string balance, string unit, decimal held, decimal spent, TimeProvider clock)
    {
        if (!_held.Enabled && !_spent.Enabled)
            return;
        var (provider, name) = QuotaNames.Split(account);
        _amounts.Note(account, balance, held, spent, [new(ProviderTag, provider), new(AccountTag, name), new(BalanceTag, balance), new(UnitTag, unit)], clock);
    }

    /// <summary>Counts a decision of the guard.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="outcome">The outcome in lower case: <c>"reserved"</c>, <c>"denied"</c>.</param>
    public static void CountDecision(string account, string outcome)
    {
        if (!_decisions.Enabled)
            return;
        var (provider, name) = QuotaNames.Split(account);
        _decisions.Add(1, new(ProviderTag, provider), new(AccountTag, name), new(OutcomeTag, outcome));
    }
}
