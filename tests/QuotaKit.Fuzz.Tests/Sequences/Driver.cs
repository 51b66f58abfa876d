using QuotaKit.Tests.Shared;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>Moves a call on: takes what the far end has ready, and only when it has nothing moves the clock.</summary>
internal static class Driver
{
    private static readonly TimeSpan _untilStuck = TimeSpan.FromSeconds(10);

    /// <summary>Moves until the call ends, or until the clock would pass a time.</summary>
    /// <param name="farEnd">The vendor's side.</param>
    /// <param name="isOver">Whether the call has ended.</param>
    /// <param name="until">When to stop, by the clock; null means never.</param>
    /// <param name="isOnPool">Whether something is about to happen on a thread of the pool, which comes before the next step.</param>
    public static void Run(FarEnd farEnd, Func<bool> isOver, TimeSpan? until = null, Func<bool>? isOnPool = null)
    {
        while (!isOver())
        {
            Assert.True(SpinWait.SpinUntil(() => isOnPool?.Invoke() != true, _untilStuck), "A reader waits, but no call is made for it.");
            if (farEnd.TakeStep())
                continue;
            var wait = farEnd.Clock.UntilNextTimer;
            if (until is { } end && (wait is null || farEnd.Now + wait > end))
            {
                Advance(farEnd.Clock, end - farEnd.Now);
                return;
            }

            // Something may be on its way on a thread of the pool: the end of a call, or what moves it on.
            if (!farEnd.Clock.AdvanceToNextTimer())
                Assert.True(SpinWait.SpinUntil(() => isOver() || farEnd.TakeStep() || farEnd.Clock.UntilNextTimer is not null, _untilStuck), "The call is pending, and nothing is left that could end it.");
        }
    }

    private static void Advance(FakeClock clock, TimeSpan by)
    {
        if (by > TimeSpan.Zero)
            clock.Advance(by);
    }
}
