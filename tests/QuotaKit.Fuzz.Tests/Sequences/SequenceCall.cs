namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>Makes one call of a sequence and checks its end, its requests and what it leaves open.</summary>
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

    /// <summary>Makes the call and checks it.</summary>
    /// <param name="scenario">The provider and the vendor's side.</param>
    /// <param name="cancelAfter">When the caller cancels, if the call still runs; negative means before the call, null means never.</param>
    /// <returns>The outcome, for the statistics.</returns>
    public static string Run(SequenceScenario scenario, TimeSpan? cancelAfter) => new SequenceCall(scenario, cancelAfter).Run();

    private string Run()
    {
        using var caller = new CancellationTokenSource();
        if (_cancelAfter < TimeSpan.Zero)
            caller.Cancel();
        var call = _scenario.Provider.GetQuotaAsync(caller.Token);
        var total = _scenario.Resilience.TotalTimeout;
        Driver.Run(_scenario.FarEnd, () => call.IsCompleted, _startedAt + (_cancelAfter < total ? _cancelAfter.Value : total));
        var isCancelled = !call.IsCompleted && _cancelAfter < total;
        if (isCancelled)
            caller.Cancel();

        // The call must now end without a further step. Only a cancelled delay needs a moment, because it ends on a thread of the pool.
        var hasEnded = SpinWait.SpinUntil(() => call.IsCompleted, _soon);
        Assert.True(hasEnded, isCancelled ? "The call continues after its caller has cancelled it." : "The call continues after its timeout.");
        Assert.True(Requests.Count <= _scenario.MostRequests(Requests), $"The call sent {Requests.Count} requests, which are too many.");
        var outcome = CheckOutcome(call, isCancelled || _cancelAfter < TimeSpan.Zero, caller.Token);
        CheckWaits();
        CheckLeftovers();
        return outcome;
    }

    private string CheckOutcome(Task<QuotaSnapshot> call, bool isCancelled, CancellationToken callersToken)
    {
        try
        {
            var snapshot = call.GetAwaiter().GetResult();
            Assert.False(isCancelled, "A cancelled call returned a snapshot.");
            Assert.True(Requests[^1].Fate.IsGood, "A snapshot was returned although the last response was not good.");
            Assert.Equal(Requests[^1].At, snapshot.RetrievedAt - new DateTimeOffset(2026, 5, 11, 9, 0, 0, TimeSpan.Zero));
            return "snapshot";
        }
        catch (OperationCanceledException e)
        {
            Assert.True(isCancelled, "The call was cancelled although its caller did not cancel it.");
            Assert.Equal(callersToken, e.CancellationToken);
            return "cancelled";
        }
        catch (QuotaException e)
        {
            Assert.False(isCancelled, "The caller has cancelled, but the call threw another error.");
            Assert.Equal(Requests.Count, e.Attempts);
            Assert.True(KindsPossible().Contains(e.Kind), $"{e.Kind} does not match the last fault: {e.Message}");
            return $"{e.Kind} after {e.Attempts}";
        }
    }

    private QuotaErrorKind[] KindsPossible()
    {
        // The call failed locally: the circuit is open, or an earlier response rejected the key or asked to wait.
        if (Requests.Count == 0)
            return [QuotaErrorKind.Unavailable, QuotaErrorKind.Throttled, QuotaErrorKind.Unauthorized];
        var resilience = _scenario.Resilience;
        var last = Requests[^1].Fate;
        if (Elapsed == resilience.TotalTimeout)
            return [.. last.Kinds, QuotaErrorKind.Timeout];
        // The last request timed out. The circuit may then have opened, and the error may be that of an earlier request.
        return _scenario.FarEnd.Now - LastAttemptAt() >= resilience.AttemptTimeout
            ? [.. Requests.SelectMany(r => r.Fate.Kinds), QuotaErrorKind.Timeout, QuotaErrorKind.Unavailable]
            : [.. last.Kinds, .. KindsFallenBackOn()];
    }

    /// <summary>When HeyGen's version 3 fails and version 2 is gone as well, the error of version 3 is thrown.</summary>
    private QuotaErrorKind[] KindsFallenBackOn() =>
        Requests[^1] is { Fate: var last, Path: var path } && last.Kinds.Contains(QuotaErrorKind.Retired) && path.StartsWith("/v2/", StringComparison.Ordinal)
            && Requests.LastOrDefault(r => r.Path != path).Fate is { } other
            ? other.Kinds
            : [];

    /// <summary>Returns when the last attempt began. The fallback to another version of an API belongs to the same attempt.</summary>
    private TimeSpan LastAttemptAt() =>
        Requests.Count > 1 && Requests[^2].Path != Requests[^1].Path ? Requests[^2].At : Requests[^1].At;

    /// <summary>Checks that no request is sent before Retry-After has passed.</summary>
    private void CheckWaits()
    {
        foreach (var (earlier, later) in Requests.Zip(Requests.Skip(1)))
        {
            // A delayed response may arrive after its attempt has timed out. Its Retry-After was then never read.
            if (earlier.Fate is { RetryAfter: { } wait, Delay.Ticks: 0 } && earlier.Path == later.Path)
                Assert.True(later.At - earlier.At >= wait, $"The next request was sent after {later.At - earlier.At}, but Retry-After was {wait}.");
        }
    }

    private void CheckLeftovers()
    {
        Assert.Equal(0, _scenario.FarEnd.Open);
        Assert.Equal(0, _scenario.FarEnd.Unanswered);
        // The timer of a cancelled delay is disposed just after the delay has ended.
        Assert.True(SpinWait.SpinUntil(() => _scenario.FarEnd.Clock.TimerCount == 0, _soon), "A timer is still active after the call.");
    }
}
