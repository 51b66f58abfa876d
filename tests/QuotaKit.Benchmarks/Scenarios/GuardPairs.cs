using System.Globalization;
using QuotaKit.Benchmarks.Measuring;

namespace QuotaKit.Benchmarks.Scenarios;

/// <summary>Measures reserving and committing in memory, with few and with a million settled reservations.</summary>
internal static class GuardPairs
{
    private const int ManySettled = 1_000_000;

    public static void Run(Report report, Effort effort)
    {
        var few = new QuotaGuard(new QuotaClient([new RichProvider()]));
        var many = new QuotaGuard(new QuotaClient([new RichProvider()]));
        PairsAsync(many, ManySettled).GetAwaiter().GetResult();

        Action<int>[] variants = [count => PairsAsync(few, count).GetAwaiter().GetResult(), count => PairsAsync(many, count).GetAwaiter().GetResult()];
        var samples = Rounds.Run(variants, effort.DeferredCalls, effort.Rounds);
        var pair = Sample.Median(samples[0]);
        report.AtMost("guard in memory, reserve and commit: time", 1500, pair.Nanoseconds, " ns");
        report.AtMost("guard in memory, reserve and commit: bytes", 600, pair.Bytes, " B");
        var ratio = Sample.Median([.. samples[1].Zip(samples[0], (a, b) => a / b)]);
        report.Note(
            string.Create(CultureInfo.InvariantCulture, $"the same with {ManySettled:N0} settled reservations"),
            string.Create(CultureInfo.InvariantCulture, $"{ratio.Nanoseconds:0.##} × the time"));
    }

    /// <summary>Prints the types that a pair allocates.</summary>
    public static void Profile()
    {
        var guard = new QuotaGuard(new QuotaClient([new RichProvider()]));
        // So many that what is remembered outgrows no list while it counts.
        PairsAsync(guard, 530_000).GetAwaiter().GetResult();
        AllocationProfile.Print("guard in memory, reserve and commit", count => PairsAsync(guard, count).GetAwaiter().GetResult(), 200_000);
    }

    private static async Task PairsAsync(QuotaGuard guard, int count)
    {
        var spend = new QuotaSpend("heygen", 1, QuotaUnit.Credits);
        for (var i = 0; i < count; i++)
        {
            var hold = await guard.ReserveAsync(spend).ConfigureAwait(false);
            await hold.CommitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>An account that never runs out.</summary>
    private sealed class RichProvider : IQuotaProvider
    {
        public string Name => "heygen";

        public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => Task.FromResult(new QuotaSnapshot
        {
            Provider = Name,
            RetrievedAt = TimeProvider.System.GetUtcNow(),
            Balances = [new() { Key = "credits", Label = "Credits", Unit = QuotaUnit.Credits, Kind = QuotaKind.Balance, Remaining = 1_000_000_000_000 }],
        });
    }
}
