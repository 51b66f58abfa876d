using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace QuotaKit.Testing;

/// <summary>Keeps everything that a provider logs, at every level.</summary>
internal sealed class ContractLog : ILogger
{
    private readonly ConcurrentQueue<string> _texts = [];

    public IEnumerable<string> Texts => _texts;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _texts.Enqueue(state.ToString() ?? "");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _texts.Enqueue(formatter(state, exception));
        if (state is IEnumerable<KeyValuePair<string, object?>> values)
            _texts.Enqueue(string.Join(' ', values.Select(v => $"{v.Key}={v.Value}")));
        if (exception is not null)
            _texts.Enqueue(exception.ToString());
    }
}
