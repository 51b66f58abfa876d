using QuotaKit.Fuzz.Tests.Generators;
using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>Readers of one account start, share calls and cancel at random. Sometimes the client is disposed while they wait.</summary>
internal sealed class ReaderSequence : IDisposable
{
    private readonly SequenceScenario _scenario;
    private readonly Random _random;
    private readonly QuotaClient _client;
    private readonly CountedProvider _provider;
    private readonly List<(Task<QuotaSnapshot> Answer, CancellationTokenSource Caller)> _readers = [];
    private bool _isDisposed;

    public ReaderSequence(SequenceScenario scenario, Random random)
    {
        _scenario = scenario;
        _random = random;
        var options = new QuotaClientOptions
        {
            CacheDuration = TimeSpan.FromMilliseconds(random.Next(3) * 1000),
            FailureCacheDuration = TimeSpan.FromMilliseconds(random.Next(3) * 500),
        };
        _provider = new CountedProvider(scenario.Provider);
        _client = new QuotaClient([_provider], options, scenario.FarEnd.Clock);
    }

    public void Run(Tally tally)
    {
        for (var i = _random.Next(3, 12); i > 0; i--)
        {
            Act();
            Driver.Run(_scenario.FarEnd, () => false, _scenario.FarEnd.Now + Pause(), IsOnPool);
        }

        Driver.Run(_scenario.FarEnd, AreAllServed, isOnPool: IsOnPool);
        foreach (var (answer, caller) in _readers)
            tally.Add(OutcomeOf(answer, caller));
        CheckLeftovers();
    }

    public void Dispose()
    {
        _client.Dispose();
        _readers.ForEach(r => r.Caller.Dispose());
    }

    private bool AreAllServed() => _readers.TrueForAll(r => r.Answer.IsCompleted);

    // A call that follows another one starts on a thread of the pool, and its readers complete there.
    private bool IsOnPool() => _provider.InProgress == 0 && !AreAllServed();

    private void Act()
    {
        switch (_random.Next(20))
        {
            case 0:
                _isDisposed = true;
                _client.Dispose();
                break;
            case < 6 when _readers.Count > 0:
                _random.Pick(_readers).Caller.Cancel();
                break;
            default:
                if (!_isDisposed)
                    Read();
                break;
        }
    }

    private void Read()
    {
        var caller = new CancellationTokenSource();
        var read = new QuotaReadOptions { MaxAge = _random.OneIn(3) ? TimeSpan.Zero : null, AllowStale = _random.OneIn(3) };
        _readers.Add((_client.GetAsync(_scenario.Provider.Name, read, caller.Token), caller));
    }

    private TimeSpan Pause() => TimeSpan.FromMilliseconds(_random.Next(3) == 0 ? 0 : _random.Next((int)_scenario.Resilience.TotalTimeout.TotalMilliseconds));

    private string OutcomeOf(Task<QuotaSnapshot> answer, CancellationTokenSource caller)
    {
        try
        {
            return answer.GetAwaiter().GetResult().IsStale ? "stale" : "snapshot";
        }
        catch (OperationCanceledException e)
        {
            Assert.True(caller.IsCancellationRequested, "A reader was cancelled although its token was not.");
            Assert.Equal(caller.Token, e.CancellationToken);
            return "cancelled";
        }
        catch (ObjectDisposedException)
        {
            Assert.True(_isDisposed, "A reader got ObjectDisposedException although the client is not disposed.");
            return "disposed";
        }
        catch (QuotaException e)
        {
            return e.Kind.ToString();
        }
    }

    private void CheckLeftovers()
    {
        var farEnd = _scenario.FarEnd;
        // A call continues for the cache even if all its readers have cancelled.
        Driver.Run(farEnd, () => farEnd is { Unanswered: 0, Open: 0, Clock.TimerCount: 0 });
        Assert.True(farEnd.MostAtOnce <= 1, $"{farEnd.MostAtOnce} requests of one account were in progress at the same time.");
    }
}
