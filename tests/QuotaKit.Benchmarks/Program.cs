// Measures QuotaKit and prints a table of figures and goals. Options:
// --quick    measures less, within a minute
// --only X   measures one scenario: memory, loopback, cached, joined, guard, sqlite, many, inflight, idle, first or native
// --rounds   also prints the ratios of each round
// --profile  prints the types that a call allocates instead
// --bdn      runs BenchmarkDotNet instead
// --serve and --first are for the processes that this program starts itself.
using System.Globalization;
using BenchmarkDotNet.Running;
using QuotaKit.Benchmarks.Measuring;
using QuotaKit.Benchmarks.Scenarios;
using QuotaKit.Benchmarks.Transport;

if (args is ["--serve", var delay])
{
    await CannedServer.ServeAsync(TimeSpan.FromMilliseconds(int.Parse(delay, CultureInfo.InvariantCulture)));
    return 0;
}

if (args is ["--first", var variant, var server])
{
    await FirstSnapshot.MeasureAsync(variant, new Uri(server));
    return 0;
}

if (args is ["--bdn", .. var rest])
{
    BenchmarkRunner.Run<CallBenchmarks>(args: rest);
    return 0;
}

if (args is ["--profile", ..])
{
    WholeCall.Profile();
    JoinedRead.Profile();
    GuardPairs.Profile();
    return 0;
}

var effort = new Effort(args.Contains("--quick"));
var only = args.SkipWhile(a => a != "--only").Skip(1).FirstOrDefault();
var report = new Report();
(string Name, Action Run)[] scenarios =
[
    // First, because the other scenarios leave objects in memory.
    ("idle", () => ManyAccounts.Idle(report, effort)),
    ("memory", () => WholeCall.Deferred(report, effort, args.Contains("--rounds"))),
    ("loopback", () => WholeCall.Loopback(report, effort)),
    ("cached", () => CachedRead.Run(report, effort)),
    ("joined", () => JoinedRead.Run(report, effort)),
    ("guard", () => GuardPairs.Run(report, effort)),
    ("many", () => ManyAccounts.ReadAll(report, effort)),
    ("inflight", () => ManyAccounts.InFlight(report, effort)),
    ("first", () => FirstSnapshot.Run(report, effort)),
    ("native", () => FirstNative.Run(report, effort)),
    ("sqlite", () => SqlitePairs.Run(report, effort)),
];
foreach (var (_, run) in scenarios.Where(s => only is null || s.Name == only))
    run();
report.Print();
return report.IsMet ? 0 : 1;
