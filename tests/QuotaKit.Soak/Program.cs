// Calls three simulated vendors, which fail three times out of ten, for some minutes. Then tells whether memory, handles and threads
// stayed level: exit code 0 if they did, 1 if not.
using System.Globalization;
using QuotaKit.Soak;

const double DefaultMinutes = 10;

// The vendors run in another process, so that only QuotaKit is measured.
if (args is [Vendors.Argument])
    return await Vendors.RunAsync();

var minutes = args is [var text] ? double.Parse(text, CultureInfo.InvariantCulture) : DefaultMinutes;
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
