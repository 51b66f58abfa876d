namespace QuotaKit.Testing;

/// <summary>What is used and what is allowed of one of Pictory's quotas. May be changed at any time, from any thread.</summary>
/// <param name="used">What is used in this billing term.</param>
/// <param name="limit">What the plan allows in one billing term.</param>
public sealed class QuotaPair(decimal used, decimal limit)
{
    private readonly Guarded<QuotaAmounts> _amounts = new(new QuotaAmounts(used, limit));

    /// <summary>What is used in this billing term, in minutes or credits. May be more than the limit.</summary>
    public decimal Used
    {
        get => _amounts.Value.Used;
        set => _amounts.Change(amounts => amounts with { Used = value });
    }

    /// <summary>What the plan allows in one billing term, in minutes or credits.</summary>
    public decimal Limit
    {
        get => _amounts.Value.Limit;
        set => _amounts.Change(amounts => amounts with { Limit = value });
    }

    internal QuotaAmounts Amounts => _amounts.Value;

    /// <summary>Adds to <see cref="Used"/>, past the limit too.</summary>
    /// <param name="amount">Minutes or credits; Pictory spends credits in steps of 0.6.</param>
    public void Spend(decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        _amounts.Change(amounts => amounts with { Used = amounts.Used + amount });
    }

    /// <summary>Begins a new billing term: nothing is used, the limit stays.</summary>
    public void Reset() => Used = 0;
}
