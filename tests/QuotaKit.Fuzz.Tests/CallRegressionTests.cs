using System.Runtime.CompilerServices;
using QuotaKit.Fuzz.Tests.Running;
using QuotaKit.Fuzz.Tests.Sequences;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Fuzz.Tests;

/// <summary>Bugs that random sequences of faults have found.</summary>
public sealed class CallRegressionTests
{
    [Fact]
    public async Task Cancelled_call_does_not_report_the_closed_connection()
    {
        var farEnd = new FarEnd(new FakeClock(), _ => HangThenReset());
        using var caller = new CancellationTokenSource();

        var call = FuzzTarget.Pictory.Create(new FarEndHandler(farEnd), new() { MaxAttempts = 1 }, farEnd.Clock).GetQuotaAsync(caller.Token);
        Driver.Run(farEnd, () => false, TimeSpan.FromSeconds(1));
        await caller.CancelAsync();

        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => call);
        Assert.Equal(caller.Token, error.CancellationToken);
    }

    [Fact]
    public async Task Timeout_wins_over_the_closed_connection()
    {
        var farEnd = new FarEnd(new FakeClock(), _ => HangThenReset());

        var call = FuzzTarget.Pictory.Create(new FarEndHandler(farEnd), new() { MaxAttempts = 1 }, farEnd.Clock).GetQuotaAsync(CancellationToken.None);
        Driver.Run(farEnd, () => call.IsCompleted);

        Assert.Equal(QuotaErrorKind.Timeout, (await Assert.ThrowsAsync<QuotaException>(() => call)).Kind);
    }

    [Fact]
    public void Failure_after_client_disposal_is_observed()
    {
        using var unobserved = new Unobserved();
        DisposeUnderACall();
        unobserved.AssertNone();
    }

    private static Fate HangThenReset() => new("hang, then reset") { Hangs = true, WhenGivenUp = () => new IOException() };

    // Not inlined, so that no variable on the stack keeps the call alive when garbage is collected.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DisposeUnderACall()
    {
        var provider = new HeedlessProvider();
        var client = new QuotaClient([provider]);
        var reader = client.GetAsync(provider.Name);
        client.Dispose();
        Assert.True(SpinWait.SpinUntil(() => reader.IsFaulted, TimeSpan.FromSeconds(20)));
        Assert.IsType<ObjectDisposedException>(reader.Exception!.InnerException);
        provider.Fail();
    }

    /// <summary>A provider that ignores its cancellation token.</summary>
    private sealed class HeedlessProvider : IQuotaProvider
    {
        private readonly TaskCompletionSource<QuotaSnapshot> _answer = new();

        public string Name => "heedless";

        public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => _answer.Task;

        public void Fail() => _answer.SetException(new QuotaException(QuotaErrorKind.Timeout, Name, "The vendor did not answer in time."));
    }
}
