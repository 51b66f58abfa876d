using System.Collections.Concurrent;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Keys;

/// <summary>Looks at everything that comes out, and remembers where the key was. It keeps no text, so that it can print none.</summary>
internal sealed class LeakWatch(IReadOnlyList<KeyCanary> canaries)
{
    private readonly ConcurrentDictionary<string, string> _leaks = new();
    private readonly ConcurrentDictionary<string, int> _seen = new();
    private IReadOnlyList<KeyCanary> _canaries = canaries;

    /// <summary>What is being done just now, for the message of a failure.</summary>
    public string Scenario { get; set; } = "";

    /// <summary>The places at which there was a leak.</summary>
    public IReadOnlyCollection<string> Leaks => [.. _leaks.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Looks for these too.</summary>
    public void LookFor(IReadOnlyList<KeyCanary> more) => _canaries = [.. _canaries, .. more];

    /// <summary>How many texts came through a channel: one that carries nothing proves nothing.</summary>
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

    /// <param name="except">The channel that may leak.</param>
    public void AssertNothingLeaked(string? except = null)
    {
        string[] leaks = [.. _leaks.Where(l => l.Value != except).Select(l => l.Key).Order(StringComparer.Ordinal)];
        Assert.True(leaks.Length == 0, $"{leaks.Length} leak(s):\n{string.Join('\n', leaks.Take(40))}");
    }
}
