using System.Diagnostics;
using System.Diagnostics.Tracing;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace QuotaKit.Tests.Keys;

/// <summary>Searches all traces, metrics, logs and events for keys, with OpenTelemetry exporters that send nothing.</summary>
internal sealed class TelemetryWatch : IDisposable
{
    public const string Traces = "OpenTelemetry trace";
    public const string Metrics = "OpenTelemetry metric";
    public const string Logs = "OpenTelemetry log";
    public const string Events = "event source";

    /// <summary>HttpClient's own trace of an exception that it throws. QuotaKit cannot prevent it: see docs/security.md.</summary>
    public const string Runtime = "HttpClient's own trace of an exception";

    private readonly LeakWatch _watch;
    private readonly TracerProvider _tracer;
    private readonly MeterProvider _meter;
    private readonly EventWatch _events;

    public TelemetryWatch(LeakWatch watch)
    {
        _watch = watch;
        _tracer = Sdk.CreateTracerProviderBuilder().AddSource("*").SetSampler(new AlwaysOnSampler())
            .AddProcessor(new SimpleActivityExportProcessor(new Exporter<Activity>(Look))).Build();
        _meter = Sdk.CreateMeterProviderBuilder().AddMeter("*")
            .AddReader(new BaseExportingMetricReader(new Exporter<Metric>(Look))).Build();
        _events = new EventWatch(watch);
    }

    /// <summary>Adds OpenTelemetry's logger.</summary>
    public void AddLogs(ILoggingBuilder logging) => logging.AddOpenTelemetry(o =>
    {
        (o.IncludeFormattedMessage, o.IncludeScopes, o.ParseStateValues) = (true, true, true);
        o.AddProcessor(new SimpleLogRecordExportProcessor(new Exporter<LogRecord>(Look)));
    });

    /// <summary>Exports the metrics now, and not at the next interval.</summary>
    public void Flush() => _meter.ForceFlush();

    public void Dispose()
    {
        Flush();
        _events.Dispose();
        _meter.Dispose();
        _tracer.Dispose();
    }

    private void Look(Activity activity)
    {
        _watch.Look(Traces, "the name", activity.DisplayName + activity.OperationName + activity.StatusDescription + activity.TraceStateString);
        var baggage = activity.Baggage.Select(b => new KeyValuePair<string, object?>(b.Key, b.Value));
        LookAtTags(Traces, $"a tag of {activity.Source.Name}", activity.TagObjects.Concat(baggage));
        foreach (var happened in activity.Events)
        {
            var channel = activity.Source.Name == "System.Net.Http" && happened.Name == "exception" ? Runtime : Traces;
            _watch.Look(channel, "an event", happened.Name);
            LookAtTags(channel, "an event's tag", happened.Tags);
        }
    }

    private void Look(Metric metric)
    {
        _watch.Look(Metrics, "the name", metric.Name + metric.Description + metric.Unit + metric.MeterName);
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            foreach (var (name, value) in point.Tags)
                _watch.Look(Metrics, $"a tag of {metric.Name}", $"{name}={value}");
        }
    }

    private void Look(LogRecord log)
    {
        _watch.Look(Logs, "the message", log.FormattedMessage + log.Body);
        LookAtTags(Logs, "an attribute", log.Attributes ?? []);
        ObjectWatch.Look(_watch, Logs, "the exception", log.Exception);
        log.ForEachScope((scope, self) => self.LookAtScope(scope), this);
    }

    private void LookAtScope(LogRecordScope scope)
    {
        foreach (var (name, value) in scope)
            _watch.Look(Logs, "a scope", $"{name}={value}");
    }

    private void LookAtTags(string channel, string where, IEnumerable<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
            _watch.Look(channel, $"{where}: {name}", $"{name}={value}{(value is IEnumerable<string> several ? string.Join(' ', several) : "")}");
    }

    private sealed class Exporter<T>(Action<T> look) : BaseExporter<T>
        where T : class
    {
        public override ExportResult Export(in Batch<T> batch)
        {
            foreach (var item in batch)
                look(item);
            return ExportResult.Success;
        }
    }

    /// <summary>Searches the event sources that dotnet-counters and dotnet-trace read. The runtime's internal diagnostics are left out, because they
    /// print whole requests: see docs/security.md.</summary>
    private sealed class EventWatch(LeakWatch watch) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name is "System.Net.Http" or "System.Net.Security" or "System.Net.Sockets" or "System.Net.NameResolution"
                || eventSource.Name.StartsWith("QuotaKit", StringComparison.Ordinal) || eventSource.Name.StartsWith("Polly", StringComparison.Ordinal))
                EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) => watch?.Look(
            eventData is { EventSource.Name: "System.Net.Http", EventName: "RequestFailed" or "RequestFailedDetailed" } ? Runtime : Events,
            $"{eventData.EventSource.Name} {eventData.EventName}",
            $"{eventData.Message} {string.Join(' ', eventData.Payload ?? [])}");
    }
}
