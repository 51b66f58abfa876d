namespace QuotaKit.Testing;

/// <summary>
/// A vzla.io account. A new one holds what vzla.io's documentation shows: 27 of 1,000 requests used on the Free plan. It can be changed at
/// any time, from any thread.
/// </summary>
public sealed class VzlaAccount
{
    private readonly Guarded<VzlaQuota> _quota = new(
        new VzlaQuota("Free", MonthlyLimit: 1000, CurrentUsage: 27, HasQuota: true, IsActive: true, GivenStatusLevel: null));

    private readonly LateCharges _late;

    internal VzlaAccount(TimeProvider clock) => _late = new LateCharges(clock);

    /// <summary><c>subscription</c>: the plan's name.</summary>
    public string Subscription
    {
        get => _quota.Value.Subscription;
        set => _quota.Change(quota => quota with { Subscription = value });
    }

    /// <summary><c>monthly_limit</c>: the requests that the plan allows in a calendar month.</summary>
    public long MonthlyLimit
    {
        get => _quota.Value.MonthlyLimit;
        set => _quota.Change(quota => quota with { MonthlyLimit = value });
    }

    /// <summary>
    /// <c>current_usage</c>: the requests made in this calendar month. It does not change when the month ends; call <see cref="Reset"/>.
    /// </summary>
    public long CurrentUsage
    {
        get => Quota.CurrentUsage;
        set => _quota.Change(quota => quota with { CurrentUsage = value });
    }

    /// <summary>
    /// <c>has_quota</c>: whether the plan has a limit. When false, limit, remaining and percentage are sent as 0, the headers
    /// <c>X-Quota-Limit</c> and <c>X-Quota-Remaining</c> are left out, and no call is rejected. The default value is true.
    /// </summary>
    public bool HasQuota
    {
        get => _quota.Value.HasQuota;
        set => _quota.Change(quota => quota with { HasQuota = value });
    }

    /// <summary><c>is_active</c>: whether the token is active. It changes nothing else in the response. The default value is true.</summary>
    public bool IsActive
    {
        get => _quota.Value.IsActive;
        set => _quota.Change(quota => quota with { IsActive = value });
    }

    /// <summary>
    /// <c>status_level</c>. Null, as at first, sends <c>warning</c> from 80 % used, <c>critical</c> from 95 %, and <c>normal</c> below.
    /// </summary>
    public string? StatusLevel
    {
        get => _quota.Value.GivenStatusLevel;
        set => _quota.Change(quota => quota with { GivenStatusLevel = value });
    }

    internal VzlaQuota Quota
    {
        get
        {
            _late.Apply();
            return _quota.Value;
        }
    }

    /// <summary>Adds to <see cref="CurrentUsage"/>, even past the limit.</summary>
    /// <param name="requests">The number of requests. The default value is 1.</param>
    public void Spend(long requests = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requests);
        _quota.Change(quota => quota with { CurrentUsage = quota.CurrentUsage + requests });
    }

    /// <summary>Spends requests now, but shows it in responses only later, as vendors do that charge late. For tests of settlement lag.</summary>
    /// <param name="requests">The number of requests.</param>
    /// <param name="after">The time until responses show it, zero or more, by <see cref="QuotaSimulatorOptions.TimeProvider"/>.</param>
    public void Spend(long requests, TimeSpan after)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requests);
        _late.Add(after, () => Spend(requests));
    }

    /// <summary>Begins a new month: sets <see cref="CurrentUsage"/> to 0, also for what is not shown yet.</summary>
    public void Reset()
    {
        _late.Clear();
        CurrentUsage = 0;
    }

    internal bool TrySpendOne()
    {
        _late.Apply();
        return _quota.TryChange(quota => quota.IsUsedUp ? null : quota with { CurrentUsage = quota.CurrentUsage + 1 });
    }
}
