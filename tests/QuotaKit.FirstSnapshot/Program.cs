// Reads the quota once from a vzla.io server at the given address, and prints the milliseconds since the start of this code.
using System.Diagnostics;
using System.Globalization;

var start = Stopwatch.GetTimestamp();
#if FLOOR
await QuotaKit.FirstSnapshot.FloorRead.RunAsync(new Uri(args[0]));
#elif HOSTED
await QuotaKit.FirstSnapshot.HostedRead.RunAsync(new Uri(args[0]));
#else
await QuotaKit.FirstSnapshot.DirectRead.RunAsync(new Uri(args[0]));
#endif
Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
