// Prints QuotaKit's table of goals. --quick within a minute; --rounds shows the ratios round by round; --profile shows what the bytes of a call are.
using System.Globalization;
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

if (args is ["--profile", ..])
{
    WholeCall.Profile();
    return 0;
}

var effort = new Effort(args.Contains("--quick"));
var report = new Report();
WholeCall.Deferred(report, effort, args.Contains("--rounds"));
WholeCall.Loopback(report, effort);
CachedRead.Run(report, effort);
JoinedRead.Run(report, effort);
ManyAccounts.ReadAll(report, effort);
ManyAccounts.InFlight(report, effort);
ManyAccounts.Idle(report, effort);
FirstSnapshot.Run(report, effort);
report.Print();
return report.IsMet ? 0 : 1;
