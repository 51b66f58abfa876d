namespace QuotaKit.Tests.Shared;

/// <content>Jobs on an account of a vendor that charges late.</content>
public abstract partial class LedgerContract
{
    private const int EnoughForMedian = 20_000;

    [Theory(Timeout = 3_600_000)]
    [InlineData(60)]
    [InlineData(0)]
    public async Task Late_vendor_is_never_overspent(double lag)
    {
        var operations = RandomRuns.Operations(RandomOperations);
        var figures = new SimulationFigures();
        for (var n = RandomRuns.Seed; figures.Operations < operations; n++)
        {
            try
            {
                var simulation = new LateVendorSimulation(Ledger, new Random(n), $"v{n}-{lag}", lag, Advance, figures)
                {
                    SetsClockBack = HasExactClock && n % 4 == 0,
                };
                await simulation.RunAsync(400, Token);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.Fail($"QUOTAKIT_LEDGER_SEED={n} repeats this. {e}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Lag {lag} s, from seed {RandomRuns.Seed}: {figures}");
        Assert.True(figures.Granted > 0 && figures.Denied > 0, "The operations decide nothing.");
        // A median of few denials depends on the seed.
        if (figures.Operations >= EnoughForMedian)
            Assert.InRange(figures.MedianPhantom, 0, 60 + lag);
    }
}
