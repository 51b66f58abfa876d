using System.Collections;
using Microsoft.Extensions.Logging;

namespace QuotaKit.Tests.Keys;

/// <summary>Searches logs of every level for keys, including everything that a structured logger could store.</summary>
internal sealed class LogWatch(LeakWatch watch) : ILoggerProvider, ISupportExternalScope
{
    public const string Channel = "log";

    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private void Look<TState>(string where, TState state, string message, Exception? exception)
    {
        watch.Look(Channel, $"{where}, the message", message);
        LookAtState($"{where}, the state", state);
        _scopes.ForEachScope((scope, self) => self.LookAtState($"{where}, a scope", scope), this);
        ObjectWatch.Look(watch, Channel, $"{where}, the exception", exception);
    }

    private void LookAtState(string where, object? state)
    {
        watch.Look(Channel, $"{where}, as text", state?.ToString());
        if (state is not IEnumerable<KeyValuePair<string, object?>> pairs)
            return;
        foreach (var (name, value) in pairs)
        {
            watch.Look(Channel, $"{where}, a name", name);
            LookAtValue($"{where}, a value", value);
        }
    }

    private void LookAtValue(string where, object? value)
    {
        watch.Look(Channel, where, value?.ToString());
        if (value is IEnumerable several and not string)
        {
            foreach (var one in several)
                LookAtValue($"{where} in a list", one);
        }
    }

    private sealed class Logger(LogWatch owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => owner._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Look($"{category} {eventId.Id}", state, formatter(state, exception), exception);
    }
}
