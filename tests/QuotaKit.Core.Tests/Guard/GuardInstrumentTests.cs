using System.Diagnostics.Metrics;

namespace QuotaKit.Core.Tests.Guard;

/// <summary>The names, units and descriptions of the guard's metrics.</summary>
public sealed class GuardInstrumentTests : GuardTest
{
    [Fact]
    public async Task Instruments_are_those_of_the_guards_page()
    {
        var found = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "QuotaKit" && instrument.Name.StartsWith("quotakit.guard.", StringComparison.Ordinal))
                    found.Add($"{instrument.Name} [{instrument.Unit}] {instrument.Description}");
            },
        };
        await Guard().ReserveAsync(Credits(1), cancellationToken: Token);

        listener.Start();

        Assert.Equal(
            [
                "quotakit.guard.decisions [{decision}] Decisions of the guard, by outcome.",
                "quotakit.guard.held [] Amount held in the ledger, when its position was last asked for.",
                "quotakit.guard.spent [] Amount spent through the guard that the vendor's answer does not include yet, when the position was last asked for.",
            ],
            found.Order(StringComparer.Ordinal));
    }
}
