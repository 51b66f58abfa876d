using System.Diagnostics;
using QuotaKit.Benchmarks.Measuring;
using QuotaKit.Benchmarks.Transport;

namespace QuotaKit.Benchmarks.Scenarios;

/// <summary>Measures the first snapshot of a native process and the size of its program. Publishes tests/QuotaKit.FirstSnapshot in three variants.</summary>
internal static class FirstNative
{
    private static readonly string[] _variants = ["Floor", "Direct", "Hosted"];

    public static void Run(Report report, Effort effort)
    {
        if (effort.IsQuick)
            return;
        var folder = Directory.CreateTempSubdirectory("quotakit-native").FullName;
        try
        {
            var programs = _variants.Select(v => Publish(v, Path.Combine(folder, v))).ToArray();
            using var server = ServerProcess.Start();
            var runs = Enumerable.Range(0, effort.Processes * 3).Select(_ => programs
                .Select(p => FirstSnapshot.RunProcess(new ProcessStartInfo(p, server.Address.ToString()) { RedirectStandardOutput = true })).ToArray()).ToArray();
            var megabytes = programs.Select(p => new FileInfo(p).Length / 1e6).ToArray();
            report.Note("first snapshot, native: floor", FormattableString.Invariant($"{Sample.Median(runs.Select(r => r[0])):0.0} ms, {megabytes[0]:0.0} MB"));
            report.AtMost("first snapshot, native: direct", 2.5, Sample.Median(runs.Select(r => r[1] / r[0])), " × floor");
            report.AtMost("first snapshot, native: direct, larger by", 1.5, megabytes[1] - megabytes[0], " MB");
            report.Note("first snapshot, native: AddQuotaKit", FormattableString.Invariant(
                $"{Sample.Median(runs.Select(r => r[2] / r[0])):0.0} × floor, larger by {megabytes[2] - megabytes[0]:0.0} MB"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Publish(string variant, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(Root(), "tests", "QuotaKit.FirstSnapshot"), "-c", "Release", "-r", "linux-x64", "-o", folder,
                $"-p:Variant={variant}", $"-p:IntermediateOutputPath={folder}-obj/",
            ])
        { RedirectStandardOutput = true })!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Path.Combine(folder, "QuotaKit.FirstSnapshot") : throw new InvalidOperationException(printed);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "QuotaKit.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("QuotaKit.sln is in no folder above this program.");
        return folder.FullName;
    }
}
