using System.Collections.Concurrent;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>Collects exceptions of tasks that no code has observed.</summary>
internal sealed class Unobserved : IDisposable
{
    private readonly ConcurrentQueue<Exception> _exceptions = new();

    public Unobserved() => TaskScheduler.UnobservedTaskException += Note;

    public void AssertNone()
    {
        // The runtime reports an unobserved exception only when it collects the task.
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Empty(_exceptions);
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Note;

    private void Note(object? sender, UnobservedTaskExceptionEventArgs e) => _exceptions.Enqueue(e.Exception);
}
