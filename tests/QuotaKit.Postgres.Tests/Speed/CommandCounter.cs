using System.Diagnostics;

namespace QuotaKit.Postgres.Tests.Speed;

/// <summary>Counts the commands that Npgsql sends. Each is one round trip.</summary>
internal sealed class CommandCounter : IDisposable
{
    private readonly ActivityListener _listener;
    private int _count;

    public CommandCounter()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // The other activities are new connections, which the pool keeps.
                if (activity.TagObjects.Any(t => t.Key is "db.query.text" or "db.statement"))
                    Interlocked.Increment(ref _count);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Runs a call, and returns its result and its number of commands.</summary>
    public async Task<(T Result, int Commands)> CountAsync<T>(Func<Task<T>> call)
    {
        var before = _count;
        var result = await call();
        return (result, _count - before);
    }

    public async Task<int> CountAsync(Func<Task> call)
    {
        var before = _count;
        await call();
        return _count - before;
    }

    public void Dispose() => _listener.Dispose();
}
