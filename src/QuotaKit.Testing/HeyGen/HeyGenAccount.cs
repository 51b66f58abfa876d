namespace QuotaKit.Testing;

/// <summary>
/// A HeyGen account. A new one holds what HeyGen's documentation shows: 2,344,452 quota units, which are 39,074.2 credits, and two
/// free extras. It can be changed at any time, from any thread.
/// </summary>
public sealed class HeyGenAccount
{
    private readonly Guarded<HeyGenQuota> _quota = new(new HeyGenQuota(2_344_452, 2_344_452, Used: null, UsedAsSet: null));
    private volatile HeyGenUser _user = new();
    private volatile bool _hasApiAccess = true;

    private readonly LateCharges _late;

    internal HeyGenAccount(TimeProvider clock)
    {
        _late = new LateCharges(clock);
        Details = new HeyGenDetails(() => RemainingQuota);
    }

    /// <summary><c>remaining_quota</c>: the quota units that are left. 60 units are one credit. Negative when overspent.</summary>
    public long RemainingQuota
    {
        get => Quota.Remaining;
        set => _quota.Change(quota => quota with { Remaining = value, RemainingAsSet = value });
    }

    /// <summary><c>used_quota</c> in quota units; null leaves it out. Null at first.</summary>
    public long? UsedQuota
    {
        get => Quota.Used;
        set => _quota.Change(quota => quota with { Used = value, UsedAsSet = value });
    }

    /// <summary><c>details</c>: amounts by category, in their order.</summary>
    public HeyGenDetails Details { get; }

    /// <summary>The account in v3: its owner, and how it pays.</summary>
    public HeyGenUser User
    {
        get => _user;
        set => _user = value;
    }

    /// <summary>Whether the key may use the API. False: responses are 403 with HeyGen's code 400599. The default value is true.</summary>
    public bool HasApiAccess
    {
        get => _hasApiAccess;
        set => _hasApiAccess = value;
    }

    internal HeyGenQuota Quota
    {
        get
        {
            _late.Apply();
            return _quota.Value;
        }
    }

    /// <summary>Subtracts credits from <see cref="RemainingQuota"/> and adds them to <see cref="UsedQuota"/>, unless that is null.</summary>
    /// <param name="credits">Credits, not quota units. Rounded up to a whole unit.</param>
    public void Spend(decimal credits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(credits);
        _quota.Change(quota => quota.Spend(credits));
    }

    /// <summary>Spends credits now, but shows it in responses only later, as vendors do that charge late. For tests of settlement lag.</summary>
    /// <param name="credits">Credits, not quota units. Rounded up to a whole unit.</param>
    /// <param name="after">The time until responses show it, zero or more, by <see cref="QuotaSimulatorOptions.TimeProvider"/>.</param>
    public void Spend(decimal credits, TimeSpan after)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(credits);
        _late.Add(after, () => Spend(credits));
    }

    /// <summary>Undoes all spending, also what is not shown yet: <see cref="RemainingQuota"/> and <see cref="UsedQuota"/> get the values that they were last
    /// set to.</summary>
    public void Reset()
    {
        _late.Clear();
        _quota.Change(quota => quota with { Remaining = quota.RemainingAsSet, Used = quota.UsedAsSet });
    }
}
