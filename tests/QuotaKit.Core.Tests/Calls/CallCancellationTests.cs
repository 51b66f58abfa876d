using QuotaKit.Testing;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>Calls that their caller cancels.</summary>
public sealed class CallCancellationTests : VzlaTest
{
    [Theory]
    [InlineData("sending")]
    [InlineData("reading")]
    [InlineData("backing off")]
    public async Task Cancellation_carries_the_callers_token(string during)
    {
        Vendor.Faults.Always(during switch
        {
            "sending" => Fault.Hang(),
            "reading" => Fault.Drip(TimeSpan.FromSeconds(1)),
            _ => Fault.Status(503),
        });
        using var provider = Provider();
        using var cancellation = new CancellationTokenSource();

        var call = provider.GetQuotaAsync(cancellation.Token);
        await Vendor.WaitForRequestsAsync(1, Token);
        if (during == "backing off")
            await Clock.TimerAsync(due => due < TimeSpan.FromSeconds(2)).WaitAsync(Token);
        await cancellation.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancellation.Token, error.CancellationToken);
    }

    [Fact]
    public async Task Cancellation_during_the_last_attempt_carries_the_token()
    {
        Vendor.Faults.Enqueue(Fault.Status(503, "", ("Retry-After", "5")), Fault.Hang());
        using var provider = Provider(resilience: new() { MaxAttempts = 2 });
        using var cancellation = new CancellationTokenSource();

        var call = provider.GetQuotaAsync(cancellation.Token);
        await Clock.TimerAsync(due => due == TimeSpan.FromSeconds(5)).WaitAsync(Token);
        Clock.Advance(TimeSpan.FromSeconds(5));
        await Vendor.WaitForRequestsAsync(2, Token);
        await cancellation.CancelAsync();

        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
    }
}
