using System.Collections.Concurrent;

namespace QuotaKit.Fuzz.Tests.Running;

/// <summary>Counts the outcomes of cases and prints them. Cases that all end the same way would test little.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public void Add(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public void Write(string title)
    {
        var total = Math.Max(1, _counts.Values.Sum());
        var parts = _counts.OrderByDescending(c => c.Value).Select(c => FormattableString.Invariant($"{c.Key} {100.0 * c.Value / total:0.0}%"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{title}: {total:N0}: {string.Join(", ", parts)}");
    }
}
