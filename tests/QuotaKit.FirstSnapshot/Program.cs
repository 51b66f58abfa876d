// Reads one vzla.io snapshot from the address given, and prints how many milliseconds that took from here on.
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
