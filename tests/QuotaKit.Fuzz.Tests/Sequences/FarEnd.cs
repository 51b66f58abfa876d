using System.Collections.Concurrent;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>The vendor's side of a sequence, in memory: what came, what goes wrong with it, and what was handed out and is still open.</summary>
/// <remarks>Nothing moves by itself. What a network would do at any moment waits here until the driver takes the next step, so that a whole
/// sequence runs on one thread, in one order.</remarks>
internal sealed class FarEnd(FakeClock clock, Func<HttpRequestMessage, Fate> nextFate)
{
    private readonly ConcurrentQueue<TaskCompletionSource> _steps = [];
    private int _open;
    private int _unanswered;

    public FakeClock Clock { get; } = clock;

    /// <summary>What came: when, where to, and what was done with it.</summary>
    public List<(TimeSpan At, string Path, Fate Fate)> Requests { get; } = [];

    /// <summary>Responses and streams that nobody has disposed.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Requests that have neither been answered nor been given up.</summary>
    public int Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>The most requests that were under way at one time.</summary>
    public int MostAtOnce { get; private set; }

    public TimeSpan Now => Clock.GetElapsedTime(0);

    public void Opened() => Interlocked.Increment(ref _open);

    public void Closed() => Interlocked.Decrement(ref _open);

    public Fate Take(HttpRequestMessage request)
    {
        var fate = nextFate(request);
        Requests.Add((Now, request.RequestUri!.AbsolutePath, fate));
        return fate;
    }

    public async Task<HttpResponseMessage> AnswerAsync(Fate fate, CancellationToken cancellationToken)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _unanswered));
        try
        {
            return await fate.AnswerAsync(this, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _unanswered);
        }
    }

    /// <summary>Waits for the driver's next step, or for that long by the clock.</summary>
    public async Task PauseAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        // Neither RunContinuationsAsynchronously nor Task.Delay, which ends on the pool when it is cancelled: what follows belongs to the
        // driver's thread.
        var step = new TaskCompletionSource();
        if (delay > TimeSpan.Zero)
        {
            await using var timer = Clock.CreateTimer(_ => step.TrySetResult(), null, delay, Timeout.InfiniteTimeSpan);
            await WaitAsync(step, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _steps.Enqueue(step);
            await WaitAsync(step, cancellationToken).ConfigureAwait(false);
        }
    }

    public static Task NeverAsync(CancellationToken cancellationToken) => WaitAsync(new TaskCompletionSource(), cancellationToken);

    /// <summary>Lets the oldest wait end. False when there is none.</summary>
    public bool TakeStep()
    {
        if (!_steps.TryDequeue(out var step))
            return false;
        step.TrySetResult();
        return true;
    }

    private static async Task WaitAsync(TaskCompletionSource step, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(() => step.TrySetCanceled(cancellationToken));
        await step.Task.ConfigureAwait(false);
    }
}
