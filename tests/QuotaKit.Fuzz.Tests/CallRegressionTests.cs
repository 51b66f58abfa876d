using System.Runtime.CompilerServices;
using QuotaKit.Fuzz.Tests.Running;
using QuotaKit.Fuzz.Tests.Sequences;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Fuzz.Tests;

/// <summary>What sequences of faults have found.</summary>
public sealed class CallRegressionTests
{
    [Fact]
    public async Task Sequences_192_A_caller_that_gives_up_is_not_told_of_the_connection_that_was_broken_off_for_it()
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
    public async Task A_time_out_is_a_time_out_although_the_handler_reports_a_broken_connection()
    {
        var farEnd = new FarEnd(new FakeClock(), _ => HangThenReset());

        var call = FuzzTarget.Pictory.Create(new FarEndHandler(farEnd), new() { MaxAttempts = 1 }, farEnd.Clock).GetQuotaAsync(CancellationToken.None);
        Driver.Run(farEnd, () => call.IsCompleted);

        Assert.Equal(QuotaErrorKind.Timeout, (await Assert.ThrowsAsync<QuotaException>(() => call)).Kind);
    }

    [Fact]
    public void Readers_A_call_that_outlives_its_client_fails_unobserved_by_nobody()
    {
        using var unobserved = new Unobserved();
        DisposeUnderACall();
        unobserved.AssertNone();
    }

    private static Fate HangThenReset() => new("hang, then reset") { Hangs = true, WhenGivenUp = () => new IOException() };

    // Not inlined, so that nothing on the stack keeps the call from being collected.
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

    /// <summary>A provider that does not look at its token.</summary>
    private sealed class HeedlessProvider : IQuotaProvider
    {
        private readonly TaskCompletionSource<QuotaSnapshot> _answer = new();

        public string Name => "heedless";

        public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => _answer.Task;

        public void Fail() => _answer.SetException(new QuotaException(QuotaErrorKind.Timeout, Name, "Too late."));
    }
}
