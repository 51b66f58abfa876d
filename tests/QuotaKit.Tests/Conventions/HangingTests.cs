namespace QuotaKit.Tests.Conventions;

/// <summary>For <see cref="TimeLimitTests"/>, which alone starts them.</summary>
public sealed class HangingTests
{
    [Fact(Explicit = true)]
    public Task Awaits_for_ever() => new TaskCompletionSource().Task;

    [Fact(Explicit = true)]
    public void Loops_for_ever()
    {
        while (Environment.ProcessId > 0)
            Thread.SpinWait(1);
    }
}
