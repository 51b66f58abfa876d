using System.Globalization;

namespace QuotaKit.Tests.Shared;

/// <summary>The size and the seed of random tests of ledgers, which environment variables change.</summary>
internal static class RandomRuns
{
    /// <summary>The seed: QUOTAKIT_LEDGER_SEED, else a new one.</summary>
    public static int Seed { get; } = Read("QUOTAKIT_LEDGER_SEED") ?? Random.Shared.Next(1_000_000);

    /// <summary>The number of operations: QUOTAKIT_LEDGER_OPERATIONS, else the one of the test.</summary>
    public static int Operations(int usual) => Read("QUOTAKIT_LEDGER_OPERATIONS") ?? usual;

    private static int? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
