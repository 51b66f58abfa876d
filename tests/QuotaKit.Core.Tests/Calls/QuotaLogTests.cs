using Microsoft.Extensions.Logging;
using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>The log events of a call.</summary>
public sealed class QuotaLogTests : VzlaTest
{
    [Theory]
    [InlineData(LogLevel.Debug, 1)]
    [InlineData(LogLevel.Information, 0)]
    public async Task Success_is_logged_at_debug_level(LogLevel from, int lines)
    {
        var log = new LogLines(from);
        using var provider = Logging(log);

        await provider.GetQuotaAsync(Token);

        Assert.Equal(lines, log.All.Count);
        Assert.All(log.All, line => Assert.Equal((LogLevel.Debug, "Read vzla: Normal after 1 attempt(s) and 0 ms"), line));
    }

    [Fact]
    public async Task Failure_is_a_warning_and_retries_are_logged()
    {
        var log = new LogLines(LogLevel.Debug);
        using var provider = Logging(log);
        Vendor.Faults.Enqueue(Fault.Status(503, "", ("Retry-After", "5")), Fault.Status(400, """{"error":{"code":"E7"}}""", ("X-Request-ID", "r-1")));

        var call = provider.GetQuotaAsync(Token);
        await Clock.TimerAsync(due => due == TimeSpan.FromSeconds(5)).WaitAsync(Token);
        Clock.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<QuotaException>(() => call);

        Assert.Equal(
            [
                (LogLevel.Information, "Attempt 1 to read vzla failed: Unavailable; the next one is in 5000 ms"),
                (LogLevel.Warning, "Could not read vzla: Rejected (HTTP 400, vendor code E7, request r-1) after 2 attempt(s)"),
            ],
            log.All);
    }

    private VzlaQuotaProvider Logging(ILogger logger) => new(
        new QuotaProviderContext<VzlaQuotaOptions>(new VzlaQuotaOptions { ApiKey = Key, BaseAddress = Vendor.BaseAddress })
        {
            TimeProvider = Clock,
            Logger = logger,
        });
}
