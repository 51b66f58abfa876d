using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace QuotaKit.Tests;

/// <summary>Keeps the messages of all warnings.</summary>
internal sealed class LogOfWarnings : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Warnings { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Warnings.Enqueue(formatter(state, exception));

    public void Dispose()
    {
    }
}
