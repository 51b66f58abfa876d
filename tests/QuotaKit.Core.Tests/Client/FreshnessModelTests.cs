using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Client;

/// <summary>Compares random sequences of reads, calls and offers with a simple model. A failure names its seed.</summary>
public sealed class FreshnessModelTests
{
    private static readonly double[] _seconds = [0, 0, 0.5, 1, 2, 5, 30, 1000];

    private readonly FakeClock _clock = new();
    private readonly List<(Task<QuotaSnapshot> Answer, int Call, CancellationTokenSource Caller)> _waiting = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_reader_gets_the_snapshot_of_the_model(int seed)
    {
        var random = new Random(seed);
        var documentDuration = TimeSpan.FromSeconds(Pick(random, _seconds));
        var account = new Paced();
        var model = new FreshnessModel(documentDuration);
        using var client = new QuotaClient([account], new() { DocumentDuration = documentDuration, FailureCacheDuration = TimeSpan.Zero }, _clock);

        for (var step = 1; step <= 300; step++)
        {
            switch (random.Next(10))
            {
                case < 4:
                    await ReadAsync(client, model, TimeSpan.FromSeconds(Pick(random, _seconds)));
                    break;
                case < 6:
                    _clock.Advance(TimeSpan.FromSeconds(Pick(random, _seconds) % 7));
                    break;
                case 6:
                    Offer(client, model, step, TimeSpan.FromSeconds(Pick(random, _seconds) % 7));
                    break;
                case 7 when _waiting.Count > 0:
                    await GiveUpAsync(random.Next(_waiting.Count));
                    break;
                default:
                    await EndAsync(account, model, isGood: random.Next(4) > 0);
                    break;
            }

            Assert.Equal(model.Calls, account.Asked);
        }

        while (model.HasCurrent)
            await EndAsync(account, model, isGood: true);
        Assert.Empty(_waiting);
    }

    private static double Pick(Random random, double[] choices) => choices[random.Next(choices.Length)];

    private async Task ReadAsync(QuotaClient client, FreshnessModel model, TimeSpan maxAge)
    {
        var call = model.Read(Now(), maxAge);
        var caller = new CancellationTokenSource();
        var answer = client.GetAsync("acme", new() { MaxAge = maxAge }, caller.Token);
        if (call is not null)
            _waiting.Add((answer, call.Value, caller));
        else
            Assert.Equal(model.Known, Facts(await answer));
    }

    private void Offer(QuotaClient client, FreshnessModel model, int number, TimeSpan ago)
    {
        var askedAt = Now() > ago ? Now() - ago : TimeSpan.Zero;
        model.Offer(number, askedAt);
        ((IQuotaSnapshotSink)client).Offer("acme", askedAt.Ticks, known => (known ?? Scripted.Snapshot()) is var last
            ? last with { Balances = [last.Primary with { Remaining = number }] } : null);
    }

    private async Task EndAsync(Paced account, FreshnessModel model, bool isGood)
    {
        if (!model.HasCurrent)
            return;
        var number = model.Calls;
        model.End(Now(), isGood);
        if (isGood)
            account.Answer(number);
        else
            account.Fail(number);
        await account.AskedAsync(model.Calls);
        foreach (var (answer, _, _) in _waiting.Where(w => w.Call == number))
        {
            if (isGood)
                Assert.Equal(model.Known, Facts(await answer));
            else
                Assert.Equal($"Call {number} failed.", (await Assert.ThrowsAsync<QuotaException>(() => answer)).Message);
        }

        _waiting.RemoveAll(w => w.Call == number);
    }

    private async Task GiveUpAsync(int reader)
    {
        var (answer, _, caller) = _waiting[reader];
        await caller.CancelAsync();
        Assert.Equal(caller.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer)).CancellationToken);
        _waiting.RemoveAt(reader);
    }

    private TimeSpan Now() => TimeSpan.FromTicks(_clock.GetTimestamp());

    private static (string?, int?) Facts(QuotaSnapshot snapshot) => (snapshot.RequestId, (int?)snapshot.Primary.Remaining);
}
