using System.Globalization;

namespace QuotaKit.Fuzz.Tests;

/// <summary>Selects the cases. A normal run always uses the same ones. QUOTAKIT_FUZZ_SEED selects others, QUOTAKIT_FUZZ_COUNT sets their number.</summary>
internal static class FuzzSettings
{
    /// <summary>The seed of all cases.</summary>
    public static int Seed { get; } = Read("QUOTAKIT_FUZZ_SEED", 20261120);

    /// <summary>The number of documents for each vendor, by default 100,000.</summary>
    public static int Count { get; } = Read("QUOTAKIT_FUZZ_COUNT", 100_000);

    /// <summary>The number of whole calls for each vendor, with retries and bodies in pieces.</summary>
    public static int WholeCalls => Math.Max(1, Count / 20);

    /// <summary>The number of fault sequences with a fake clock.</summary>
    public static int Sequences => Math.Max(1, Count / 10);

    /// <summary>The number of fault sequences over sockets.</summary>
    public static int SocketSequences => Math.Max(1, Count * 3 / 1000);

    /// <summary>Returns the random generator of one case. It does not depend on the cases before, so that a failed case can be run alone.</summary>
    public static Random RandomOf(string run, int number)
    {
        // HashCode differs from process to process, so this computes its own hash (FNV-1a).
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
