namespace QuotaKit.Benchmarks.Measuring;

/// <summary>The number of rounds and calls: full, or quick to finish within a minute.</summary>
internal sealed record Effort(bool IsQuick)
{
    public int Rounds => IsQuick ? 5 : 15;

    public int DeferredCalls => IsQuick ? 10_000 : 20_000;

    public int LoopbackCalls => IsQuick ? 1_000 : 5_000;

    public int Hits => IsQuick ? 500_000 : 5_000_000;

    public int Accounts => IsQuick ? 1_000 : 10_000;

    public int Processes => IsQuick ? 3 : 9;
}
