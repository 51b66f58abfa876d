using System.Globalization;

namespace QuotaKit.Cli.Tests;

/// <summary>Finds out whether processes that the tests start ignore SIGINT.</summary>
internal static class Interrupts
{
    public static bool AreIgnored()
    {
        var ignored = File.ReadLines("/proc/self/status").First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1];
        return (ulong.Parse(ignored, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 2) != 0;
    }
}
