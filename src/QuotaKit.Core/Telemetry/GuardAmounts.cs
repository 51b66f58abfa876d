using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace QuotaKit;

/// <summary>Remembers the amounts that guards saw last in their ledgers, for metrics.</summary>
internal sealed class GuardAmounts
{
    // Three intervals of a monitor that asks each 5 minutes. A gauge that went on would show an old amount as a new one.
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<(string Account, string Balance), Seen> _seen = new();

    /// <summary>Keeps the amounts of a balance instead of the earlier ones.</summary>
    public void Note(string account, string balance, decimal held, decimal spent, KeyValuePair<string, object?>[] tags, TimeProvider clock) =>
        _seen[(account, balance)] = new Seen((double)held, (double)spent, tags, clock, clock.GetTimestamp());

    /// <summary>Returns the amounts held. Asks neither a vendor nor a ledger.</summary>
    public IEnumerable<Measurement<double>> Held() => Recent().Select(s => new Measurement<double>(s.Held, s.Tags));

    /// <summary>Returns the amounts spent. Asks neither a vendor nor a ledger.</summary>
    public IEnumerable<Measurement<double>> Spent() => Recent().Select(s => new Measurement<double>(s.Spent, s.Tags));

    private IEnumerable<Seen> Recent()
    {
        foreach (var (key, seen) in _seen)
        {
            if (seen.Clock.GetElapsedTime(seen.At) <= _longest)
                yield return seen;
            else
                _seen.TryRemove(new(key, seen));
        }
    }

    private sealed record Seen(double Held, double Spent, KeyValuePair<string, object?>[] Tags, TimeProvider Clock, long At);
}
