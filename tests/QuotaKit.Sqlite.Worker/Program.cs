// A process that reserves and spends until the account has nothing left. Tests kill it anywhere.
// attempt FILE                              prints the number of one attempt
// spend FILE VENDOR NAME GRANTED MINUTES    spends; VENDOR is the vendor's folder, GRANTED its credits, MINUTES how far the clock is ahead
using System.Globalization;
using QuotaKit;
using QuotaKit.Sqlite.Worker;

switch (args)
{
    case ["attempt", var file]:
        await using (var ledger = new SqliteQuotaLedger(file))
            Console.WriteLine(await ledger.BeginAttemptAsync());
        return 0;
    case ["spend", var file, var folder, var name, var granted, var minutes]:
        var clock = new ShiftedClock(TimeSpan.FromMinutes(int.Parse(minutes, CultureInfo.InvariantCulture)));
        using (var vendor = new FolderVendor(folder, name, decimal.Parse(granted, CultureInfo.InvariantCulture)))
        await using (var ledger = new SqliteQuotaLedger(file, clock))
            await new Spender(ledger, vendor, name).RunAsync();
        return 0;
    default:
        return 2;
}
