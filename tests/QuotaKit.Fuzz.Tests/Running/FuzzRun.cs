using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit.Sdk;

namespace QuotaKit.Fuzz.Tests.Running;

/// <summary>Runs many cases on all processors. Reports each failed case so that it can be repeated alone.</summary>
internal static class FuzzRun
{
    private const int MostKinds = 8;

    // Some failures take seconds. A run in which every case fails must still end.
    private const int MostFailures = 16;

    // Failures whose messages start with the same characters are reported once.
    private const int ComparedLength = 24;

    // The runtime allocates a little for itself. A leak of one small object per case would exceed this limit.
    private const long MemoryBound = 2 * 1024 * 1024;

    /// <summary>Runs the cases and fails with a list of the failed ones, or if memory has grown.</summary>
    /// <param name="name">The name of the run. It is part of the seed.</param>
    /// <param name="count">The number of cases.</param>
    /// <param name="createWorker">Called once per thread. Returns an action that runs one case, given its number and its random generator. The action
    /// throws if a check fails, with the case in the exception's Data.</param>
    public static void Check(string name, int count, Func<Action<int, Random>> createWorker)
    {
        var watch = Stopwatch.StartNew();
        var failures = new ConcurrentDictionary<string, string>();
        // The first part fills caches and pools. Afterwards memory must not grow.
        var warmUp = count / 5;
        RunRange(name, 0, warmUp, createWorker, failures);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        RunRange(name, warmUp, count, createWorker, failures);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{name}: {count:N0} cases of seed {FuzzSettings.Seed} in {watch.Elapsed.TotalSeconds:0.0} s; memory {grown / 1024.0:+0;-0} KiB.");
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures.Values));
        Assert.True(grown < MemoryBound, $"{name}: memory grew by {grown:N0} bytes in {count - warmUp:N0} cases.");
    }

    private static void RunRange(
        string name, int from, int to, Func<Action<int, Random>> createWorker, ConcurrentDictionary<string, string> failures)
    {
        var (next, failed) = (from - 1, 0);
        // New threads, so that memory that pools keep per thread is freed with them.
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        void Work()
        {
            var run = createWorker();
            while (failures.Count < MostKinds && failed < MostFailures)
            {
                var number = Interlocked.Increment(ref next);
                if (number >= to)
                    return;
                try
                {
                    run(number, FuzzSettings.RandomOf(name, number));
                }
                catch (Exception e)
                {
                    Interlocked.Increment(ref failed);
                    // The message of an assertion is enough. Other exceptions need their stack trace.
                    var what = e is IAssertionException ? e.Message : e.ToString();
                    failures.TryAdd(
                        what[..Math.Min(what.Length, ComparedLength)],
                        $"{name}, seed {FuzzSettings.Seed}, case {number}: {what}\n  {e.Data[nameof(FuzzCase)]}");
                }
            }
        }
    }
}
