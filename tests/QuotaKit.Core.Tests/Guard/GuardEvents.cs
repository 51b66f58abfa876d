using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace QuotaKit.Core.Tests.Guard;

/// <summary>Collects the log events of one guard, and the metrics of one account. The meter belongs to the process, so tests use accounts of their own.</summary>
internal sealed class GuardEvents : ILogger<QuotaGuard>, IDisposable
{
    private readonly ConcurrentQueue<(int Id, string Message)> _logged = [];
    private readonly ConcurrentQueue<string> _outcomes = [];
    private readonly ConcurrentQueue<string> _points = [];
    private readonly MeterListener _listener = new();
    private readonly string _account;

    /// <param name="account">The account's own name, the part after the vendor.</param>
    public GuardEvents(string account)
    {
        _account = account;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "QuotaKit")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (IsOfAccount(tags))
                _outcomes.Enqueue((string)Value(tags, "outcome")!);
        });
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (IsOfAccount(tags))
                _points.Enqueue($"{instrument.Name} {Value(tags, "quotakit.provider")} {Value(tags, "quotakit.balance")} {value} {Value(tags, "quotakit.unit")}");
        });
        _listener.Start();
    }

    /// <summary>The outcomes that were counted.</summary>
    public IReadOnlyList<string> Outcomes => [.. _outcomes];

    /// <summary>Returns the messages of a log event.</summary>
    public IReadOnlyList<string> Logged(int id) => [.. _logged.Where(l => l.Id == id).Select(l => l.Message)];

    /// <summary>Reads all gauges, as a scrape does.</summary>
    public IReadOnlyList<string> Scrape()
    {
        _points.Clear();
        _listener.RecordObservableInstruments();
        return [.. _points.Order(StringComparer.Ordinal)];
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _logged.Enqueue((eventId.Id, formatter(state, exception)));

    public void Dispose() => _listener.Dispose();

    private bool IsOfAccount(ReadOnlySpan<KeyValuePair<string, object?>> tags) => (string?)Value(tags, "quotakit.account") == _account;

    private static object? Value(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var (key, value) in tags)
        {
            if (key == name)
                return value;
        }

        return null;
    }
}
