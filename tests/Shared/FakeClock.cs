namespace QuotaKit.Tests.Shared;

/// <summary>A clock that stands still until a test advances it. Its timers fire in order while it advances.</summary>
internal sealed class FakeClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<(Func<TimeSpan, bool> IsWanted, TaskCompletionSource Found)> _waiters = [];
    private readonly DateTimeOffset _start = start ?? new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);
    private TimeSpan _elapsed;
    private TimeSpan _wallJump;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _start + _elapsed + _wallJump;
    }

    public override long GetTimestamp()
    {
        lock (_lock)
            return _elapsed.Ticks;
    }

    /// <summary>Changes the wall clock only, like a user who sets the system clock.</summary>
    public void JumpWallClock(TimeSpan by)
    {
        lock (_lock)
            _wallJump += by;
    }

    /// <summary>Advances the clock and fires all timers that become due.</summary>
    public void Advance(TimeSpan by)
    {
        TimeSpan target;
        lock (_lock)
            target = _elapsed + by;
        while (NextDueOrArrive(target) is { } timer)
            timer.Fire();
    }

    /// <summary>The number of timers that are not disposed.</summary>
    public int TimerCount
    {
        get
        {
            lock (_lock)
                return _timers.Count;
        }
    }

    /// <summary>The time until the next timer fires; null when none is set.</summary>
    public TimeSpan? UntilNextTimer
    {
        get
        {
            lock (_lock)
                return _timers.Min(t => t.Due) - _elapsed;
        }
    }

    /// <summary>Advances to the next timer and fires all timers that are due then. Returns false when none is set.</summary>
    public bool AdvanceToNextTimer()
    {
        if (UntilNextTimer is not { } wait)
            return false;
        Advance(wait);
        return true;
    }

    /// <summary>Completes when there is a timer whose remaining time meets a condition.</summary>
    public Task TimerAsync(Func<TimeSpan, bool> isWanted)
    {
        lock (_lock)
        {
            if (_timers.Exists(t => t.Due is { } due && isWanted(due - _elapsed)))
                return Task.CompletedTask;
            var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((isWanted, found));
            return found.Task;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Takes the next timer that is due by the target. When there is none, sets the clock to the target.</summary>
    private FakeTimer? NextDueOrArrive(TimeSpan target)
    {
        // Both under one lock: a timer that is added in between would be due in the past, and nothing would fire it.
        lock (_lock)
        {
            var next = _timers.Where(t => t.Due <= target).MinBy(t => t.Due);
            var now = next?.Due ?? target;
            _elapsed = now > _elapsed ? now : _elapsed;
            next?.Rearm();
            return next;
        }
    }

    private sealed class FakeTimer(FakeClock clock, Action callback) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan? Due { get; private set; }

        public void Fire() => callback();

        public void Rearm() => Due = _period > TimeSpan.Zero ? Due + _period : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _period = period;
                Due = dueTime < TimeSpan.Zero ? null : clock._elapsed + dueTime;
                if (!clock._timers.Contains(this))
                    clock._timers.Add(this);
                foreach (var waiter in clock._waiters.Where(w => Due is not null && w.IsWanted(dueTime)).ToList())
                {
                    clock._waiters.Remove(waiter);
                    waiter.Found.SetResult();
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                Due = null;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
