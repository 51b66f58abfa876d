using System.Globalization;

namespace QuotaKit.Fuzz.Tests;

/// <summary>Which cases are run and how many: always the same in a normal run, others by QUOTAKIT_FUZZ_SEED and QUOTAKIT_FUZZ_COUNT.</summary>
internal static class FuzzSettings
{
    /// <summary>Where all randomness of the cases begins.</summary>
    public static int Seed { get; } = Read("QUOTAKIT_FUZZ_SEED", 20261120);

    /// <summary>Documents for each vendor.</summary>
    public static int Count { get; } = Read("QUOTAKIT_FUZZ_COUNT", 100_000);

    /// <summary>Of which these go through whole calls, with retries and bodies in pieces.</summary>
    public static int WholeCalls => Math.Max(1, Count / 20);

    /// <summary>Sequences of faults with a fake clock.</summary>
    public static int Sequences => Math.Max(1, Count / 10);

    /// <summary>Sequences of faults over sockets.</summary>
    public static int SocketSequences => Math.Max(1, Count * 3 / 1000);

    /// <summary>The randomness of one case, which does not depend on the cases before it.</summary>
    public static Random RandomOf(string run, int number)
    {
        // Not HashCode, which differs from process to process.
        var hash = unchecked((uint)Seed);
        foreach (var c in run)
            hash = unchecked((hash ^ c) * 16777619);
        return new Random(unchecked((int)((hash ^ (uint)number) * 2654435761)));
    }

    private static int Read(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : usual;
}
