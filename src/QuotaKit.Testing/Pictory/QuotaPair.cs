namespace QuotaKit.Testing;

/// <summary>The used amount and the limit of one of Pictory's quotas. It can be changed at any time, from any thread.</summary>
/// <param name="used">The amount used in this billing term.</param>
/// <param name="limit">The amount that the plan allows in one billing term.</param>
public sealed class QuotaPair(decimal used, decimal limit)
{
    private LateCharges _late = new(TimeProvider.System);
    private readonly Guarded<QuotaAmounts> _amounts = new(new QuotaAmounts(used, limit));

    /// <summary>The amount used in this billing term, in minutes or credits. It may exceed the limit.</summary>
    public decimal Used
    {
        get => Amounts.Used;
        set => _amounts.Change(amounts => amounts with { Used = value });
    }

    /// <summary>The amount that the plan allows in one billing term, in minutes or credits.</summary>
    public decimal Limit
    {
        get => _amounts.Value.Limit;
        set => _amounts.Change(amounts => amounts with { Limit = value });
    }

    internal QuotaAmounts Amounts
    {
        get
        {
            _late.Apply();
            return _amounts.Value;
        }
    }

    /// <summary>Adds to <see cref="Used"/>, even past the limit.</summary>
    /// <param name="amount">Minutes or credits. Pictory spends credits in steps of 0.6.</param>
    public void Spend(decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        _amounts.Change(amounts => amounts with { Used = amounts.Used + amount });
    }

    /// <summary>Spends now, but shows it in responses only later, as vendors do that charge late. For tests of settlement lag.</summary>
    /// <param name="amount">Minutes or credits.</param>
    /// <param name="after">The time until responses show it, zero or more, by <see cref="QuotaSimulatorOptions.TimeProvider"/> once the pair belongs to an
    /// account.</param>
    public void Spend(decimal amount, TimeSpan after)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        _late.Add(after, () => Spend(amount));
    }

    /// <summary>Begins a new billing term: sets Used to 0, also for what is not shown yet, and keeps the limit.</summary>
    public void Reset()
    {
        _late.Clear();
        Used = 0;
    }

    /// <summary>Sets the clock of late charges. Called when the pair is given to an account.</summary>
    internal QuotaPair With(TimeProvider clock)
    {
        _late = new LateCharges(clock);
        return this;
    }
}
