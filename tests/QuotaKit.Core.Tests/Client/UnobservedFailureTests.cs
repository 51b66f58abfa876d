using System.Runtime.CompilerServices;

namespace QuotaKit.Core.Tests.Client;

/// <summary>A failed call that nobody waits for must not raise <see cref="TaskScheduler.UnobservedTaskException"/>.</summary>
public sealed class UnobservedFailureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failure_without_waiting_readers_is_observed(bool disposes)
    {
        var failure = new InvalidOperationException("Nobody waits for it.");
        var unobserved = new List<Exception>();
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            await Forgotten(disposes ? FailAfterDisposeAsync : FailAfterReaderGaveUpAsync, failure);
            Collect();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        Assert.Empty(unobserved);

        void Note(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            lock (unobserved)
                unobserved.AddRange(e.Exception.Flatten().InnerExceptions.Where(inner => inner == failure || inner.InnerException == failure));
        }
    }

    // The task of an async method keeps its locals alive. Awaiting this one instead keeps none alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task Forgotten(Func<Exception, Task> fail, Exception failure)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = fail(failure).ContinueWith(
            t =>
            {
                if (t.IsCompletedSuccessfully)
                    done.SetResult();
                else
                    done.SetException(t.Exception!.InnerExceptions);
            },
            TaskScheduler.Default);
        return done.Task;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task FailAfterDisposeAsync(Exception failure)
    {
        var answer = new TaskCompletionSource<QuotaSnapshot>();
        using var account = new Scripted("acme", _ => answer.Task);
        var client = new QuotaClient([account]);
        var reader = client.GetAsync("acme", cancellationToken: Token);
        client.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reader);
        answer.SetException(failure);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task FailAfterReaderGaveUpAsync(Exception failure)
    {
        var answer = new TaskCompletionSource<QuotaSnapshot>();
        using var account = new Scripted("acme", _ => answer.Task);
        using var client = new QuotaClient([account]);
        using var impatience = new CancellationTokenSource();
        var reader = client.GetAsync("acme", cancellationToken: impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader);
        answer.SetException(failure);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
