using System.Diagnostics.Metrics;

namespace QuotaKit;

/// <summary>Holds the names of all metrics.</summary>
internal static class QuotaTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "QuotaKit";

    private const string ProviderTag = "quotakit.provider";
    private const string AccountTag = "quotakit.account";
    private const string OutcomeTag = "outcome";

    private static readonly Meter _meter = new(Name);

    private static readonly Counter<long> _decisions = _meter.CreateCounter<long>(
        "quotakit.guard.decisions", "{decision}", "Decisions of the guard, by outcome.");

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
