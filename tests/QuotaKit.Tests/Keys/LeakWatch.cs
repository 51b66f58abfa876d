using System.Collections.Concurrent;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Keys;

/// <summary>Searches all output for keys, and remembers where it found one. It keeps no text, so it cannot print a key.</summary>
internal sealed class LeakWatch(IReadOnlyList<KeyCanary> canaries)
{
    private readonly ConcurrentDictionary<string, string> _leaks = new();
    private readonly ConcurrentDictionary<string, int> _seen = new();
    private IReadOnlyList<KeyCanary> _canaries = canaries;

    /// <summary>The current scenario, for the message of a failure.</summary>
    public string Scenario { get; set; } = "";

    /// <summary>The places where a key was found.</summary>
    public IReadOnlyCollection<string> Leaks => [.. _leaks.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds keys to search for.</summary>
    public void LookFor(IReadOnlyList<KeyCanary> more) => _canaries = [.. _canaries, .. more];

    /// <summary>The number of texts that a channel carried. A channel without text proves nothing.</summary>
    public int CountOf(string channel) => _seen.GetValueOrDefault(channel);

    public void Look(string channel, string where, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        _seen.AddOrUpdate(channel, 1, (_, n) => n + 1);
        foreach (var canary in _canaries)
        {
            if (canary.FindIn(text) is { } form)
                _leaks.TryAdd($"{Scenario} → {channel}: {where} holds {form}", channel);
        }
    }

    /// <summary>Asserts that no key was found.</summary>
    /// <param name="except">A channel that may leak; null for none.</param>
    public void AssertNothingLeaked(string? except = null)
    {
        string[] leaks = [.. _leaks.Where(l => l.Value != except).Select(l => l.Key).Order(StringComparer.Ordinal)];
        Assert.True(leaks.Length == 0, $"{leaks.Length} leak(s):\n{string.Join('\n', leaks.Take(40))}");
    }
}
