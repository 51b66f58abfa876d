using System.Diagnostics;
using QuotaKit.Fuzz.Tests.Generators;
using QuotaKit.Fuzz.Tests.Running;
using QuotaKit.Fuzz.Tests.Sequences;
using QuotaKit.Testing;

namespace QuotaKit.Fuzz.Tests;

/// <summary>Random sequences of faults over sockets. All handles and sockets must be closed afterwards.</summary>
public sealed class SocketSequenceTests
{
    private const int AtOnce = 16;

    // The runtime opens a few handles for itself at any time.
    private const int Tolerance = 4;

    // The timeouts are short because the test waits for each hang. On a busy machine even a good response may then be too late.
    private static readonly QuotaResilienceOptions _shortTimeouts = new()
    {
        AttemptTimeout = TimeSpan.FromMilliseconds(80),
        TotalTimeout = TimeSpan.FromMilliseconds(300),
        BaseDelay = TimeSpan.FromMilliseconds(1),
        BreakAfterFailures = int.MaxValue,
    };

    [Fact]
    public async Task Faults_leak_no_handles()
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
        Assert.True(after <= before + Tolerance, $"{before} handles were open before the faults, and {after} afterwards.");
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

    /// <summary>Creates a provider, makes up to three calls and disposes it.</summary>
    private static async Task RunSequenceAsync(QuotaSimulator simulator, Random random, Tally tally)
    {
        (SimulatedVendor vendor, var target) = random.Next(3) switch
        {
            0 => (simulator.HeyGen, FuzzTarget.HeyGenAuto),
            1 => (simulator.Pictory, FuzzTarget.Pictory),
            _ => ((SimulatedVendor)simulator.Vzla, FuzzTarget.Vzla),
        };
        var provider = target.Create(vendor.BaseAddress, _shortTimeouts);
        using var _ = (IDisposable)provider;
        for (var calls = random.Next(1, 4); calls > 0; calls--)
        {
            // All providers share the simulated vendor, so any of them may get these faults.
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
            return "cancelled";
        }
        catch (QuotaException e)
        {
            Assert.InRange(e.Attempts, 0, _shortTimeouts.MaxAttempts + 1);
            return e.Kind.ToString();
        }
    }
}
