using QuotaKit.Testing;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>How long each attempt may take.</summary>
public sealed class AttemptTimeTests : VzlaTest
{
    [Fact]
    public async Task The_last_attempt_has_what_is_left_of_the_call()
    {
        using var provider = Provider(resilience: new()
        {
            MaxAttempts = 2,
            AttemptTimeout = TimeSpan.FromSeconds(2),
            TotalTimeout = TimeSpan.FromSeconds(3),
            BaseDelay = TimeSpan.FromSeconds(0.1),
        });
        Vendor.Faults.Always(Fault.Hang());

        var call = provider.GetQuotaAsync(Token);
        await Vendor.WaitForRequestsAsync(1, Token);
        Assert.Equal(TimeSpan.FromSeconds(2), Clock.UntilNextTimer);
        Clock.Advance(TimeSpan.FromSeconds(2));
        await Clock.TimerAsync(wait => wait > TimeSpan.Zero && wait < TimeSpan.FromSeconds(0.2));
        Clock.Advance(TimeSpan.FromSeconds(0.2));
        await Vendor.WaitForRequestsAsync(2, Token);

        Assert.Equal(TimeSpan.FromSeconds(0.8), Clock.UntilNextTimer);
        Clock.Advance(TimeSpan.FromSeconds(0.8));
        var error = await Assert.ThrowsAsync<QuotaException>(() => call);
        Assert.Equal((QuotaErrorKind.Timeout, 2), (error.Kind, error.Attempts));
        Assert.Contains("gave no answer within 3 s.", error.Message, StringComparison.Ordinal);
    }
}
