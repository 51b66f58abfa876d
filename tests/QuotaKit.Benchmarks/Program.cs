// Prints QuotaKit's table of goals. --quick within a minute; --only memory|loopback|cached|joined|many|inflight|idle|first|native measures
// that alone; --bdn runs BenchmarkDotNet; --rounds shows the ratios round by round; --profile shows what the bytes of a call are.
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
    return 0;
}

var effort = new Effort(args.Contains("--quick"));
var only = args.SkipWhile(a => a != "--only").Skip(1).FirstOrDefault();
var report = new Report();
(string Name, Action Run)[] scenarios =
[
    // First, while nothing else is in memory.
    ("idle", () => ManyAccounts.Idle(report, effort)),
    ("memory", () => WholeCall.Deferred(report, effort, args.Contains("--rounds"))),
    ("loopback", () => WholeCall.Loopback(report, effort)),
    ("cached", () => CachedRead.Run(report, effort)),
    ("joined", () => JoinedRead.Run(report, effort)),
    ("many", () => ManyAccounts.ReadAll(report, effort)),
    ("inflight", () => ManyAccounts.InFlight(report, effort)),
    ("first", () => FirstSnapshot.Run(report, effort)),
    ("native", () => FirstNative.Run(report, effort)),
];
foreach (var (_, run) in scenarios.Where(s => only is null || s.Name == only))
    run();
report.Print();
return report.IsMet ? 0 : 1;
