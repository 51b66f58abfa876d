namespace QuotaKit.Testing;

/// <summary>The used amount and the limit of one of Pictory's quotas. It can be changed at any time, from any thread.</summary>
/// <param name="used">The amount used in this billing term.</param>
/// <param name="limit">The amount that the plan allows in one billing term.</param>
public sealed class QuotaPair(decimal used, decimal limit)
{
    private readonly Guarded<QuotaAmounts> _amounts = new(new QuotaAmounts(used, limit));

    /// <summary>The amount used in this billing term, in minutes or credits. It may exceed the limit.</summary>
    public decimal Used
    {
        get => _amounts.Value.Used;
        set => _amounts.Change(amounts => amounts with { Used = value });
    }

    /// <summary>The amount that the plan allows in one billing term, in minutes or credits.</summary>
    public decimal Limit
    {
        get => _amounts.Value.Limit;
        set => _amounts.Change(amounts => amounts with { Limit = value });
    }

    internal QuotaAmounts Amounts => _amounts.Value;

    /// <summary>Adds to <see cref="Used"/>, even past the limit.</summary>
    /// <param name="amount">Minutes or credits. Pictory spends credits in steps of 0.6.</param>
    public void Spend(decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        _amounts.Change(amounts => amounts with { Used = amounts.Used + amount });
    }

    /// <summary>Begins a new billing term: sets Used to 0 and keeps the limit.</summary>
    public void Reset() => Used = 0;
}
