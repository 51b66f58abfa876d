using QuotaKit.Tests.Shared;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>Drives calls forward. It lets the vendor's side take its pending steps first, and moves the clock only when there is none.</summary>
internal static class Driver
{
    private static readonly TimeSpan _untilStuck = TimeSpan.FromSeconds(10);

    /// <summary>Runs until the call ends or the clock reaches a time.</summary>
    /// <param name="farEnd">The vendor's side.</param>
    /// <param name="isOver">Returns whether the call has ended.</param>
    /// <param name="until">The time on the clock at which to stop; null means never.</param>
    /// <param name="isOnPool">Returns whether work is pending on the thread pool. The driver waits for it before the next step.</param>
    public static void Run(FarEnd farEnd, Func<bool> isOver, TimeSpan? until = null, Func<bool>? isOnPool = null)
    {
        while (!isOver())
        {
            Assert.True(SpinWait.SpinUntil(() => isOnPool?.Invoke() != true, _untilStuck), "A reader waits, but no call was started for it.");
            if (farEnd.TakeStep())
                continue;
            var wait = farEnd.Clock.UntilNextTimer;
            if (until is { } end && (wait is null || farEnd.Now + wait > end))
            {
                Advance(farEnd.Clock, end - farEnd.Now);
                return;
            }

            // The call may be about to end, or to continue, on a thread of the pool.
            if (!farEnd.Clock.AdvanceToNextTimer())
            {
                var moves = SpinWait.SpinUntil(() => isOver() || farEnd.TakeStep() || farEnd.Clock.UntilNextTimer is not null, _untilStuck);
                Assert.True(moves, "The call is pending, but no step and no timer is left that could end it.");
            }
        }
    }

    private static void Advance(FakeClock clock, TimeSpan by)
    {
        if (by > TimeSpan.Zero)
            clock.Advance(by);
    }
}
