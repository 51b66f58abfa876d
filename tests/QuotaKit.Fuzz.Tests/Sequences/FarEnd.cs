using System.Collections.Concurrent;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>The vendor's side of a sequence, in memory. It records requests, answers each with a random fate, and counts open responses.</summary>
/// <remarks>Nothing happens by itself: each step of the network waits for the driver. A whole sequence therefore runs on one thread, in the same
/// order each time.</remarks>
internal sealed class FarEnd(FakeClock clock, Func<HttpRequestMessage, Fate> nextFate)
{
    private readonly ConcurrentQueue<TaskCompletionSource> _steps = [];
    private int _open;
    private int _unanswered;

    public FakeClock Clock { get; } = clock;

    /// <summary>All requests: when they arrived, their path and their fate.</summary>
    public List<(TimeSpan At, string Path, Fate Fate)> Requests { get; } = [];

    /// <summary>The number of responses and streams that are not disposed yet.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>The number of requests that are neither answered nor cancelled.</summary>
    public int Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>The largest number of requests that were in progress at the same time.</summary>
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

    /// <summary>Waits for the delay on the clock, or for the driver's next step if the delay is zero.</summary>
    public async Task PauseAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        // The code after the wait must run on the driver's thread. RunContinuationsAsynchronously would move it to the pool, as would
        // Task.Delay when it is cancelled.
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

    /// <summary>Ends the oldest wait for a step. Returns false if there is none.</summary>
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
