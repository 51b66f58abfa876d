using QuotaKit.Benchmarks.Calls;
using QuotaKit.Benchmarks.Documents;
using QuotaKit.Benchmarks.Measuring;
using QuotaKit.Benchmarks.Transport;

namespace QuotaKit.Benchmarks.Scenarios;

/// <summary>Compares a whole call with the floor and the peers, in memory and over loopback sockets.</summary>
internal static class WholeCall
{
    private static readonly (string Name, CallFactory Create)[] _variants =
    [
        ("floor", FloorCall.Create),
        ("QuotaKit", DirectCall.Create),
        ("AddQuotaKit", HostedCall.Create),
        ("AddQuotaKit, IQuotaClient", HostedCall.CreateThroughClient),
        ("RestEase + Polly", RestEaseCall.Create),
        ("RestSharp + Polly", RestSharpCall.Create),
        ("Flurl + Polly", FlurlCall.Create),
    ];

    public static void Deferred(Report report, Effort effort, bool showRounds)
    {
        // For each variant and round: the mean over the documents.
        var perDocument = VendorDocument.All.Select(document => Rounds.Run(
            [.. _variants.Select(v => InMemory(document, v.Create))], effort.DeferredCalls, effort.Rounds)).ToArray();
        var means = _variants.Select((_, v) => Enumerable.Range(0, effort.Rounds)
            .Select(round => Sample.Mean([.. perDocument.Select(d => d[v][round])])).ToArray()).ToArray();
        if (showRounds)
            PrintRounds(means);

        var floor = Sample.Median(means[0]);
        report.Note("floor, in memory", FormattableString.Invariant($"{floor.Nanoseconds:0} ns, {floor.Bytes:0} B"));
        var direct = Ratio(means[1], means[0]);
        report.AtMost("whole call, in memory: time", 1.5, direct.Nanoseconds, " × floor");
        report.AtMost("whole call, in memory: bytes", 1.5, direct.Bytes, " × floor");
        var hosted = Ratio(means[2], means[1]);
        report.AtMost("through AddQuotaKit: time", 1.05, hosted.Nanoseconds, " × direct");
        report.AtMost("through AddQuotaKit: bytes", 1.05, hosted.Bytes, " × direct");
        var client = Ratio(means[3], means[1]);
        report.Note(
            "through IQuotaClient, without the cache", FormattableString.Invariant($"{client.Nanoseconds:0.00} × direct time, {client.Bytes:0.00} × bytes"));
        for (var peer = 4; peer < _variants.Length; peer++)
        {
            var ratio = Ratio(means[1], means[peer]);
            report.AtMost($"against {_variants[peer].Name}: time", 0.5, ratio.Nanoseconds, " × the peer");
            report.AtMost($"against {_variants[peer].Name}: bytes", 0.5, ratio.Bytes, " × the peer");
        }
    }

    public static void Loopback(Report report, Effort effort)
    {
        using var server = ServerProcess.Start();
        using var floorHandler = new SocketsHttpHandler();
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        var perDocument = VendorDocument.All.Select(document => Rounds.Run(
            [OverSockets(FloorCall.Create(document, floorHandler, server.Address)), OverSockets(DirectCall.Create(document, handler, server.Address))],
            effort.LoopbackCalls, effort.Rounds, warmUpCalls: 15_000)).ToArray();
        var means = new[] { 0, 1 }.Select(v => Enumerable.Range(0, effort.Rounds)
            .Select(round => Sample.Mean([.. perDocument.Select(d => d[v][round])])).ToArray()).ToArray();
        var ratio = Ratio(means[1], means[0]);
        var floor = Sample.Median(means[0]);
        report.Note("floor, loopback", FormattableString.Invariant($"{floor.Bytes:0} B, {floor.CpuNanoseconds / 1000:0} µs CPU"));
        report.AtMost("whole call, loopback: bytes", 1.2, ratio.Bytes, " × floor");
        report.AtMost("whole call, loopback: client CPU", 1.05, ratio.CpuNanoseconds, " × floor");
    }

    /// <summary>Prints the types that a call allocates.</summary>
    public static void Profile()
    {
        foreach (var document in VendorDocument.All)
        {
            AllocationProfile.Print($"floor, {document.Vendor}", InMemory(document, FloorCall.Create), 200_000);
            AllocationProfile.Print($"QuotaKit, {document.Vendor}", InMemory(document, DirectCall.Create), 200_000);
        }
    }

    /// <summary>Returns an action that runs calls one after another on a single thread.</summary>
    public static Action<int> InMemory(VendorDocument document, CallFactory create)
    {
        var handler = new DeferredHandler(document.Body);
        var call = create(document, handler, new Uri("http://localhost/"));
        return count =>
        {
            for (var i = 0; i < count; i++)
            {
                var task = call();
                var spin = default(SpinWait);
                while (!task.IsCompleted)
                {
                    if (!handler.Answer())
                        spin.SpinOnce();
                }

                task.GetAwaiter().GetResult();
            }
        };
    }

    private static Action<int> OverSockets(Func<Task> call) => count => Task.Run(async () =>
    {
        for (var i = 0; i < count; i++)
            await call().ConfigureAwait(false);
    }).GetAwaiter().GetResult();

    private static Sample Ratio(Sample[] those, Sample[] these) => Sample.Median([.. those.Zip(these, (a, b) => a / b)]);

    private static void PrintRounds(Sample[][] means)
    {
        foreach (var (variant, v) in _variants.Select((v, i) => (v.Name, i)))
        {
            var ratios = means[v].Zip(means[0], (a, b) => FormattableString.Invariant($"{(a / b).Nanoseconds:0.00}"));
            Console.Error.WriteLine($"{variant}: {string.Join(" ", ratios)}");
        }
    }
}
