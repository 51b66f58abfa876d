// Asks three simulated vendors, which fail three times out of ten, for as many minutes as wanted, and says whether memory, handles and
// threads stayed level: exit code 0 when they did, 1 when not.
using System.Globalization;
using QuotaKit.Soak;

const double UsualMinutes = 10;

// The vendors run in a process of their own, so that what is measured here is QuotaKit's.
if (args is [Vendors.Argument])
    return await Vendors.RunAsync();

var minutes = args is [var text] ? double.Parse(text, CultureInfo.InvariantCulture) : UsualMinutes;
using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

using var vendors = VendorProcess.Start();
var tally = new CallTally();
await using var load = new Load(vendors.Addresses, tally);
var meter = new Meter(tally);
Console.WriteLine(FormattableString.Invariant($"{load.Accounts} accounts, {Load.CallsPerSecond} calls a second, {minutes} minutes."));
await Task.WhenAll(load.RunAsync(stop.Token), meter.RunAsync(stop.Token));
return Verdict.Write(meter.Readings) ? 0 : 1;
