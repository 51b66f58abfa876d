namespace QuotaKit.Tests.Conventions;

/// <summary>Tests that never end. Only <see cref="TimeLimitTests"/> starts them.</summary>
public sealed class HangingTests
{
    [Fact(Explicit = true)]
    public Task Awaits_forever() => new TaskCompletionSource().Task;

    [Fact(Explicit = true)]
    public void Loops_forever()
    {
        while (Environment.ProcessId > 0)
            Thread.SpinWait(1);
    }
}
