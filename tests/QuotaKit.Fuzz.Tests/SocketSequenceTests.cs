using System.Diagnostics;
using QuotaKit.Fuzz.Tests.Generators;
using QuotaKit.Fuzz.Tests.Running;
using QuotaKit.Fuzz.Tests.Sequences;
using QuotaKit.Testing;

namespace QuotaKit.Fuzz.Tests;

/// <summary>Sequences of faults over sockets: what the operating system has given out is given back.</summary>
public sealed class SocketSequenceTests
{
    private const int AtOnce = 16;

    // The runtime opens a few for itself when it likes to.
    private const int Tolerance = 4;

    // Time-outs are short because hangs are waited for; on a busy machine even a good answer may then come too late.
    private static readonly QuotaResilienceOptions _impatient = new()
    {
        AttemptTimeout = TimeSpan.FromMilliseconds(80),
        TotalTimeout = TimeSpan.FromMilliseconds(300),
        BaseDelay = TimeSpan.FromMilliseconds(1),
        BreakAfterFailures = int.MaxValue,
    };

    [Fact]
    public async Task Handles_stay_level()
    {
        using var unobserved = new Unobserved();
        var watch = Stopwatch.StartNew();
        var tally = new Tally();
        await using var simulator = await QuotaSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        simulator.HeyGen.Account(Vocabulary.Key);
        simulator.Pictory.Account(Vocabulary.Key);
        simulator.Vzla.Account(Vocabulary.Key);

        var socketsAtRest = OpenHandles.Sockets();
        await RunAsync(simulator, "sockets-first", 2 * AtOnce, new Tally());
        await OpenHandles.SettleAsync(socketsAtRest);
        var before = OpenHandles.Count();
        await RunAsync(simulator, "sockets", FuzzSettings.SocketSequences, tally);
        var sockets = await OpenHandles.SettleAsync(socketsAtRest);
        var after = OpenHandles.Count();

        tally.Write($"calls in {watch.Elapsed.TotalSeconds:0.0} s, handles {before} before and {after} after");
        Assert.Equal(socketsAtRest, sockets);
        Assert.True(after <= before + Tolerance, $"{before} handles before, {after} after.");
        unobserved.AssertNone();
    }

    private static Task RunAsync(QuotaSimulator simulator, string name, int count, Tally tally)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(WorkAsync)));

        async Task WorkAsync()
        {
            for (var number = Interlocked.Increment(ref next); number < count; number = Interlocked.Increment(ref next))
                await RunSequenceAsync(simulator, FuzzSettings.RandomOf(name, number), tally);
        }
    }

    /// <summary>A provider, up to three calls of it, and its end.</summary>
    private static async Task RunSequenceAsync(QuotaSimulator simulator, Random random, Tally tally)
    {
        (SimulatedVendor vendor, var target) = random.Next(3) switch
        {
            0 => (simulator.HeyGen, FuzzTarget.HeyGenAuto),
            1 => (simulator.Pictory, FuzzTarget.Pictory),
            _ => ((SimulatedVendor)simulator.Vzla, FuzzTarget.Vzla),
        };
        var provider = target.Create(vendor.BaseAddress, _impatient);
        using var _ = (IDisposable)provider;
        for (var calls = random.Next(1, 4); calls > 0; calls--)
        {
            // Whoever asks next takes them: the vendor's faults meet the callers at random.
            for (var i = random.Next(1, 4); i > 0; i--)
                vendor.Faults.Enqueue(SocketFaults.Next(random));
            tally.Add(await CallAsync(provider, random.OneIn(5) ? random.Next(100) : null));
        }
    }

    private static async Task<string> CallAsync(IQuotaProvider provider, int? cancelAfterMs)
    {
        using var caller = new CancellationTokenSource();
        if (cancelAfterMs is { } ms)
            caller.CancelAfter(ms);
        try
        {
            await provider.GetQuotaAsync(caller.Token);
            return "snapshot";
        }
        catch (OperationCanceledException e) when (caller.IsCancellationRequested)
        {
            Assert.Equal(caller.Token, e.CancellationToken);
            return "given up";
        }
        catch (QuotaException e)
        {
            Assert.InRange(e.Attempts, 0, _impatient.MaxAttempts + 1);
            return e.Kind.ToString();
        }
    }
}
