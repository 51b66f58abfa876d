using System.Collections;

namespace QuotaKit.Testing;

/// <summary>
/// The categories of a HeyGen account, in the order in which they were first set. <c>api</c> is there from the start. It equals
/// <see cref="HeyGenAccount.RemainingQuota"/> until it is set here.
/// </summary>
public sealed class HeyGenDetails : IEnumerable<KeyValuePair<string, decimal>>
{
    private readonly object _gate = new();
    private readonly Func<long> _remainingQuota;

    // Null stands for the current RemainingQuota.
    private readonly List<KeyValuePair<string, decimal?>> _amounts =
    [
        new("api", null),
        new("avatar_iv_free_credit", 3),
        new("video_agent_free_video", 2),
    ];

    internal HeyGenDetails(Func<long> remainingQuota) => _remainingQuota = remainingQuota;

    /// <summary>The amount of a category, in quota units for <c>api</c> and as a count for most others.</summary>
    /// <param name="name">The category as HeyGen writes it, such as <c>plan_credit</c>.</param>
    /// <returns>The amount.</returns>
    /// <exception cref="KeyNotFoundException">There is no such category.</exception>
    public decimal this[string name]
    {
        get
        {
            foreach (var (known, amount) in this)
            {
                if (known == name)
                    return amount;
            }

            throw new KeyNotFoundException($"This HeyGen account has no '{name}' among its details.");
        }

        set
        {
            lock (_gate)
            {
                var detail = new KeyValuePair<string, decimal?>(name, value);
                var index = _amounts.FindIndex(known => known.Key == name);
                if (index < 0)
                    _amounts.Add(detail);
                else
                    _amounts[index] = detail;
            }
        }
    }

    /// <summary>Leaves a category out of the response.</summary>
    /// <param name="name">The category as HeyGen writes it.</param>
    /// <returns>False when there was no such category.</returns>
    public bool Remove(string name)
    {
        lock (_gate)
            return _amounts.RemoveAll(known => known.Key == name) > 0;
    }

    /// <summary>Leaves out all categories, including <c>api</c>: <c>details</c> is then an empty object.</summary>
    public void Clear()
    {
        lock (_gate)
            _amounts.Clear();
    }

    /// <summary>Enumerates a copy of the categories. Later changes do not affect it.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<KeyValuePair<string, decimal>> GetEnumerator() => Read(_remainingQuota()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal IEnumerable<KeyValuePair<string, decimal>> Read(long remainingQuota)
    {
        lock (_gate)
            return [.. _amounts.Select(known => KeyValuePair.Create(known.Key, known.Value ?? remainingQuota))];
    }
}
