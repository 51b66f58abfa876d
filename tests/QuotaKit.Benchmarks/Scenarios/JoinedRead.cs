using QuotaKit.Benchmarks.Measuring;

namespace QuotaKit.Benchmarks.Scenarios;

/// <summary>Measures ten thousand readers that join a call in progress, each with a cancellation token.</summary>
internal static class JoinedRead
{
    private const int Joiners = 10_000;

    // Like an app's stopping token, this source lives long. It reuses the registration of one reader for the next.
    private static readonly CancellationTokenSource _stopping = new();

    public static void Run(Report report, Effort effort)
    {
        var requests = 0;
        var samples = Rounds.Run([_ => JoinBare(), _ => requests = JoinClient()], 1, effort.Rounds);
        var joined = Sample.Median(samples[1]);
        var ratio = Sample.Median([.. samples[1].Zip(samples[0], (a, b) => a / b)]);
        report.AtMost("joining a call in progress: bytes a joiner", 260, joined.Bytes / Joiners, " B");
        report.AtMost("joining a call in progress: time", 2, ratio.Nanoseconds, " × a bare await");
        report.AtMost("joining a call in progress: requests for 10,000 joiners", 1, requests, "");
    }

    /// <summary>Prints the types that ten thousand joining readers allocate.</summary>
    public static void Profile()
    {
        AllocationProfile.Print("10,000 bare awaits", count => Repeat(JoinBare, count), 50);
        AllocationProfile.Print("10,000 joiners", count => Repeat(() => JoinClient(), count), 50);
    }

    private static void Repeat(Action run, int count)
    {
        for (var i = 0; i < count; i++)
            run();
    }

    private static void JoinBare()
    {
        var shared = new TaskCompletionSource<QuotaSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        var joiners = new Task<QuotaSnapshot>[Joiners];
        for (var i = 0; i < Joiners; i++)
            joiners[i] = AwaitAsync(shared.Task);
        shared.SetResult(HeldProvider.Snapshot);
        Task.WaitAll(joiners);
    }

    private static int JoinClient()
    {
        var provider = new HeldProvider();
        using var client = new QuotaClient([provider]);
        var joiners = new Task<QuotaSnapshot>[Joiners];
        for (var i = 0; i < Joiners; i++)
            joiners[i] = AwaitAsync(client.GetAsync(provider.Name, null, _stopping.Token));
        provider.Answer();
        Task.WaitAll(joiners);
        return provider.Requests;
    }

    private static async Task<QuotaSnapshot> AwaitAsync(Task<QuotaSnapshot> shared) => await shared.ConfigureAwait(false);
}
