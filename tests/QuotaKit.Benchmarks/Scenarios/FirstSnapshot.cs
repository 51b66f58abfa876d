using System.Diagnostics;
using System.Globalization;
using QuotaKit.Benchmarks.Calls;
using QuotaKit.Benchmarks.Documents;
using QuotaKit.Benchmarks.Measuring;
using QuotaKit.Benchmarks.Transport;

namespace QuotaKit.Benchmarks.Scenarios;

/// <summary>Measures the time from the start of Main to the first snapshot. It shows what the JIT compiler and the container cost a script.</summary>
internal static class FirstSnapshot
{
    public static void Run(Report report, Effort effort)
    {
        using var server = ServerProcess.Start();
        string[] variants = ["floor", "direct", "hosted"];
        var runs = Enumerable.Range(0, effort.Processes)
            .Select(_ => variants.Select(v => RunProcess(Self.Command("--first", v, server.Address.ToString()))).ToArray()).ToArray();
        report.Note("first snapshot, JIT: floor", FormattableString.Invariant($"{Sample.Median(runs.Select(r => r[0])):0} ms"));
        report.AtMost("first snapshot, JIT: direct", 1.3, Sample.Median(runs.Select(r => r[1] / r[0])), " × floor");
        report.AtMost("first snapshot, JIT: AddQuotaKit", 1.9, Sample.Median(runs.Select(r => r[2] / r[0])), " × floor");
    }

    /// <summary>Runs in the measured process: makes one call and prints its milliseconds.</summary>
    public static async Task MeasureAsync(string variant, Uri server)
    {
        var start = Stopwatch.GetTimestamp();
        using var handler = new SocketsHttpHandler();
        await (variant switch
        {
            "floor" => FloorCall.Create(VendorDocument.Vzla, handler, server),
            "direct" => DirectCall.Create(VendorDocument.Vzla, handler, server),
            _ => HostedCall.Create(VendorDocument.Vzla, handler, server),
        })().ConfigureAwait(false);
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    internal static double RunProcess(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(printed, CultureInfo.InvariantCulture);
    }
}
