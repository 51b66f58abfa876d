using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit.Sdk;

namespace QuotaKit.Fuzz.Tests.Running;

/// <summary>Runs many cases on all processors, and reports those that failed so that they can be run again alone.</summary>
internal static class FuzzRun
{
    private const int MostKinds = 8;

    // Some failures are waited for; a run in which all fail must end all the same.
    private const int MostFailures = 16;

    // Failures whose messages begin alike are one failure.
    private const int TellingLength = 24;

    // What the runtime keeps for itself; a leak of one small object per case would be larger.
    private const long MemoryBound = 2 * 1024 * 1024;

    /// <param name="name">Names the run; its randomness depends on it.</param>
    /// <param name="count">How many cases.</param>
    /// <param name="createWorker">Makes what runs one case after the other on one processor: it gets the case's number and randomness,
    /// and throws when something is not right, with the case in the exception's Data.</param>
    public static void Check(string name, int count, Func<Action<int, Random>> createWorker)
    {
        var watch = Stopwatch.StartNew();
        var failures = new ConcurrentDictionary<string, string>();
        // The first part fills caches and pools; from there on, memory has to stay as it is.
        var warmUp = count / 5;
        RunRange(name, 0, warmUp, createWorker, failures);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        RunRange(name, warmUp, count, createWorker, failures);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{name}: {count:N0} cases of seed {FuzzSettings.Seed} in {watch.Elapsed.TotalSeconds:0.0} s; memory {grown / 1024.0:+0;-0} KiB.");
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures.Values));
        Assert.True(grown < MemoryBound, $"{name}: {grown:N0} bytes more after {count - warmUp:N0} cases.");
    }

    private static void RunRange(
        string name, int from, int to, Func<Action<int, Random>> createWorker, ConcurrentDictionary<string, string> failures)
    {
        var (next, failed) = (from - 1, 0);
        // Threads of this run's own: what pools keep for each goes with them.
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        void Work()
        {
            var run = createWorker();
            for (var number = Interlocked.Increment(ref next); number < to && failures.Count < MostKinds && failed < MostFailures; number = Interlocked.Increment(ref next))
            {
                try
                {
                    run(number, FuzzSettings.RandomOf(name, number));
                }
                catch (Exception e)
                {
                    Interlocked.Increment(ref failed);
                    // An assertion says all in its message.
                    var what = e is IAssertionException ? e.Message : e.ToString();
                    failures.TryAdd(
                        what[..Math.Min(what.Length, TellingLength)],
                        $"{name}, seed {FuzzSettings.Seed}, case {number}: {what}\n  {e.Data[nameof(FuzzCase)]}");
                }
            }
        }
    }
}
