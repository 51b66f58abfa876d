namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>One call of a sequence, from its start to what it leaves behind.</summary>
internal sealed class SequenceCall
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(10);

    private readonly SequenceScenario _scenario;
    private readonly TimeSpan _startedAt;
    private readonly int _earlierRequests;
    private readonly TimeSpan? _cancelAfter;

    private SequenceCall(SequenceScenario scenario, TimeSpan? cancelAfter)
    {
        _scenario = scenario;
        _startedAt = scenario.FarEnd.Now;
        _earlierRequests = scenario.FarEnd.Requests.Count;
        _cancelAfter = cancelAfter;
    }

    private TimeSpan Elapsed => _scenario.FarEnd.Now - _startedAt;

    private List<(TimeSpan At, string Path, Fate Fate)> Requests => _scenario.FarEnd.Requests[_earlierRequests..];

    /// <summary>Makes the call and looks at all of it.</summary>
    /// <param name="scenario">Who calls, and what goes wrong.</param>
    /// <param name="cancelAfter">When the caller gives up, should it take as long; null means never.</param>
    /// <returns>What it ended with, for the statistics.</returns>
    public static string Run(SequenceScenario scenario, TimeSpan? cancelAfter) => new SequenceCall(scenario, cancelAfter).Run();

    private string Run()
    {
        using var caller = new CancellationTokenSource();
        if (_cancelAfter < TimeSpan.Zero)
            caller.Cancel();
        var call = _scenario.Provider.GetQuotaAsync(caller.Token);
        var total = _scenario.Resilience.TotalTimeout;
        Driver.Run(_scenario.FarEnd, () => call.IsCompleted, _startedAt + (_cancelAfter < total ? _cancelAfter.Value : total));
        var isGivenUp = !call.IsCompleted && _cancelAfter < total;
        if (isGivenUp)
            caller.Cancel();

        // Its time is up: it ends without any further step. A delay that is cancelled does so on a thread of the pool, all else at once.
        Assert.True(SpinWait.SpinUntil(() => call.IsCompleted, _soon), isGivenUp ? "The call goes on after its caller has given up." : "The call goes on after its time-out.");
        Assert.True(Requests.Count <= _scenario.MostRequests(Requests), $"{Requests.Count} requests.");
        var outcome = CheckOutcome(call, isGivenUp || _cancelAfter < TimeSpan.Zero, caller.Token);
        CheckWaits();
        CheckLeftovers();
        return outcome;
    }

    private string CheckOutcome(Task<QuotaSnapshot> call, bool isGivenUp, CancellationToken callersToken)
    {
        try
        {
            var snapshot = call.GetAwaiter().GetResult();
            Assert.False(isGivenUp);
            Assert.True(Requests[^1].Fate.IsGood, "A snapshot was made of nothing good.");
            Assert.Equal(Requests[^1].At, snapshot.RetrievedAt - new DateTimeOffset(2026, 5, 11, 9, 0, 0, TimeSpan.Zero));
            return "snapshot";
        }
        catch (OperationCanceledException e)
        {
            Assert.True(isGivenUp, "The caller did not give up.");
            Assert.Equal(callersToken, e.CancellationToken);
            return "given up";
        }
        catch (QuotaException e)
        {
            Assert.False(isGivenUp, "The caller has given up, and is told of something else.");
            Assert.Equal(Requests.Count, e.Attempts);
            Assert.True(KindsPossible().Contains(e.Kind), $"{e.Kind} is not what went wrong: {e.Message}");
            return $"{e.Kind} after {e.Attempts}";
        }
    }

    private QuotaErrorKind[] KindsPossible()
    {
        // The circuit is open, or the gate is closed by an earlier call.
        if (Requests.Count == 0)
            return [QuotaErrorKind.Unavailable, QuotaErrorKind.Throttled, QuotaErrorKind.Unauthorized];
        var resilience = _scenario.Resilience;
        var last = Requests[^1].Fate;
        if (Elapsed == resilience.TotalTimeout)
            return [.. last.Kinds, QuotaErrorKind.Timeout];
        // The last request ran into its time-out. The circuit may then have opened, and an earlier failure says why.
        return _scenario.FarEnd.Now - LastAttemptAt() >= resilience.AttemptTimeout
            ? [.. Requests.SelectMany(r => r.Fate.Kinds), QuotaErrorKind.Timeout, QuotaErrorKind.Unavailable]
            : [.. last.Kinds, .. KindsFallenBackOn()];
    }

    /// <summary>HeyGen's version 3 has stopped answering, and version 2 is gone too: the first of the two errors is told.</summary>
    private QuotaErrorKind[] KindsFallenBackOn() =>
        Requests[^1] is { Fate: var last, Path: var path } && last.Kinds.Contains(QuotaErrorKind.Retired) && path.StartsWith("/v2/", StringComparison.Ordinal)
            && Requests.LastOrDefault(r => r.Path != path).Fate is { } other
            ? other.Kinds
            : [];

    /// <summary>When the last attempt began: the step to another version of an API is made within one.</summary>
    private TimeSpan LastAttemptAt() =>
        Requests.Count > 1 && Requests[^2].Path != Requests[^1].Path ? Requests[^2].At : Requests[^1].At;

    /// <summary>No request comes sooner than the vendor has asked for.</summary>
    private void CheckWaits()
    {
        foreach (var (earlier, later) in Requests.Zip(Requests.Skip(1)))
        {
            // One that comes late may not have been waited for, and was then never heard.
            if (earlier.Fate is { RetryAfter: { } wait, Delay.Ticks: 0 } && earlier.Path == later.Path)
                Assert.True(later.At - earlier.At >= wait, $"Asked again {later.At - earlier.At} after being told to wait {wait}.");
        }
    }

    private void CheckLeftovers()
    {
        Assert.Equal(0, _scenario.FarEnd.Open);
        Assert.Equal(0, _scenario.FarEnd.Unanswered);
        // The timer of a cancelled delay goes just after the delay.
        Assert.True(SpinWait.SpinUntil(() => _scenario.FarEnd.Clock.TimerCount == 0, _soon), "A timer is left.");
    }
}
