namespace QuotaKit.Testing;

/// <summary>A clock that stands still until a check moves it. Moving it fires the timers that are due, in their order.</summary>
internal sealed class ContractClock : TimeProvider
{
    private static readonly DateTimeOffset _start = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    private readonly object _gate = new();
    private readonly List<ContractTimer> _timers = [];
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start + Elapsed();

    public override long GetTimestamp() => Elapsed().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ContractTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var target = Elapsed() + by;
        while (TakeDueOrArrive(target) is { } timer)
            timer.Fire();
    }

    private TimeSpan Elapsed()
    {
        lock (_gate)
            return _elapsed;
    }

    /// <summary>Takes the next timer that is due by the target. When there is none, sets the clock to the target.</summary>
    private ContractTimer? TakeDueOrArrive(TimeSpan target)
    {
        // Both under one lock: a timer that is added in between would be due in the past, and nothing would fire it.
        lock (_gate)
        {
            var next = _timers.Where(t => t.Due <= target).MinBy(t => t.Due);
            var now = next?.Due ?? target;
            _elapsed = now > _elapsed ? now : _elapsed;
            if (next is not null)
                _timers.Remove(next);
            return next;
        }
    }

    /// <summary>A timer that fires once. Periods are ignored: neither providers nor the simulators use them.</summary>
    private sealed class ContractTimer(ContractClock clock, Action callback) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._elapsed + dueTime;
                clock._timers.Add(this);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
