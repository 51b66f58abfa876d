using System.Collections.Concurrent;

namespace QuotaKit.Soak;

/// <summary>Counts the outcomes of the calls.</summary>
internal sealed class CallTally
{
    private readonly ConcurrentDictionary<string, int> _outcomes = new();
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public void Add(string outcome)
    {
        Interlocked.Increment(ref _calls);
        _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);
    }

    public override string ToString() => string.Join(" ", _outcomes.OrderByDescending(o => o.Value).Select(o => $"{o.Key}={o.Value}"));
}
