using Microsoft.Extensions.Logging;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>Collects log lines of at least one level.</summary>
internal sealed class LogLines(LogLevel from) : ILogger
{
    public List<(LogLevel Level, string Text)> All { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= from;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        All.Add((logLevel, formatter(state, exception)));
}
