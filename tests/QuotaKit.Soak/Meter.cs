using System.Diagnostics;

namespace QuotaKit.Soak;

/// <summary>Measures the process every second, and prints every tenth measurement.</summary>
internal sealed class Meter(CallTally tally)
{
    private const int SecondsPerLine = 10;

    public List<Reading> Readings { get; } = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                Readings.Add(Reading.Take());
                if (Readings.Count % SecondsPerLine == 0)
                    Console.WriteLine(FormattableString.Invariant($"{watch.Elapsed:hh\\:mm\\:ss} {Readings[^1]}; calls {tally.Calls}: {tally}"));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }
}
