namespace QuotaKit.Testing;

/// <summary>Charges of an account that its answers show only later, by the simulator's clock.</summary>
internal sealed class LateCharges(TimeProvider clock)
{
    private readonly object _gate = new();
    private readonly List<(long From, TimeSpan After, Action Charge)> _waiting = [];

    public void Add(TimeSpan after, Action charge)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(after, TimeSpan.Zero);
        lock (_gate)
            _waiting.Add((clock.GetTimestamp(), after, charge));
    }

    /// <summary>Makes the charges that are due. Called before the account is read.</summary>
    public void Apply()
    {
        lock (_gate)
        {
            foreach (var due in _waiting.FindAll(w => clock.GetElapsedTime(w.From) >= w.After))
            {
                _waiting.Remove(due);
                due.Charge();
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
            _waiting.Clear();
    }
}
