using Microsoft.Extensions.Logging;

namespace QuotaKit.Core.Tests.Guard;

/// <summary>Keeps all events of a guard as text: number, level, message and the message of the error.</summary>
internal sealed class GuardLogLines : ILogger<QuotaGuard>
{
    private readonly object _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Start, TaskCompletionSource<string> Found)> _waiters = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    /// <summary>Returns the first event with this number, when there is one.</summary>
    public Task<string> NextAsync(int number)
    {
        lock (_lock)
        {
            if (_lines.Find(l => l.StartsWith($"{number} ", StringComparison.Ordinal)) is { } line)
                return Task.FromResult(line);
            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add(($"{number} ", found));
            return found.Task;
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{eventId.Id} {logLevel} {formatter(state, exception)}{(exception is null ? "" : $" ({exception.Message})")}";
        lock (_lock)
        {
            _lines.Add(line);
            foreach (var waiter in _waiters.Where(w => line.StartsWith(w.Start, StringComparison.Ordinal)))
                waiter.Found.TrySetResult(line);
        }
    }
}
