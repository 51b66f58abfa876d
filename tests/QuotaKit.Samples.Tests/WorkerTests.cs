using QuotaKit.Samples.Tests.Running;
using QuotaKit.Testing;

namespace QuotaKit.Samples.Tests;

/// <summary>Runs the render queue. Its settings have two jobs, of 3 credits and of 1 credit.</summary>
public sealed class WorkerTests : SimulatorTest
{
    [Fact]
    public async Task Reads_the_quota_again_after_spending_credits()
    {
        await using var worker = Start(("QuotaKit__CacheDuration", "00:00:30"));

        await worker.LineAsync("Rendered intro");
        await worker.LineAsync("Rendered trailer");

        Assert.Equal(2, Simulator.HeyGen.RequestCount);
    }

    [Fact]
    public async Task Holds_a_job_until_enough_is_left()
    {
        Simulator.HeyGen.Account(Key).RemainingQuota = 120;
        await using var worker = Start();

        Assert.EndsWith("it costs 3 credits, and 2 are left", await worker.LineAsync("Held intro"), StringComparison.Ordinal);
        Simulator.HeyGen.Account(Key).RemainingQuota = 240;

        await worker.LineAsync("Rendered intro");
    }

    [Fact]
    public async Task Holds_a_job_while_the_amount_is_unknown()
    {
        Simulator.HeyGen.Faults.Always(Fault.Status(404));
        await using var worker = Start();

        await worker.LineAsync("Held intro");
        Simulator.HeyGen.Faults.Clear();

        await worker.LineAsync("Rendered intro");
    }

    [Fact]
    public async Task Does_not_compare_US_dollars_with_credits()
    {
        Simulator.HeyGen.Account(Key).User = new HeyGenUser { Billing = new HeyGenWallet { Currency = "usd", RemainingBalance = 100 } };
        await using var worker = Start(("QuotaKit__HeyGen__Version", "V3"));

        Assert.EndsWith("this account pays in another unit", await worker.LineAsync("Held intro"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_at_once_and_shows_no_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs kill.");
        Simulator.HeyGen.Account(Key).RemainingQuota = 0;
        await using var worker = Start(("Renders__HoldFor", "01:00:00"));
        await worker.LineAsync("Held intro");

        var run = await worker.StopAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("Rendered", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_start_without_a_key()
    {
        await using var worker = SampleProcess.StartProject("samples/worker", "RenderWorker.dll", Settings);

        var run = await worker.EndAsync();

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("HEYGEN_API_KEY", run.Error + run.Output, StringComparison.Ordinal);
    }

    private SampleProcess Start(params (string Name, string Value)[] settings) => SampleProcess.StartProject(
        "samples/worker",
        "RenderWorker.dll",
        [
            .. Settings,
            new("HEYGEN_API_KEY", Key),
            // Without caches and with short holds, so that no test waits for a minute.
            new("QuotaKit__CacheDuration", "00:00:00"),
            new("QuotaKit__FailureCacheDuration", "00:00:00"),
            new("Renders__HoldFor", "00:00:00.01"),
            .. settings.Select(s => KeyValuePair.Create(s.Name, s.Value)),
        ]);
}
