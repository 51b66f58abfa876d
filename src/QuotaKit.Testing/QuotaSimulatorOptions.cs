namespace QuotaKit.Testing;

/// <summary>Options of the simulated vendors. The defaults are right for most tests.</summary>
public sealed class QuotaSimulatorOptions
{
    /// <summary>
    /// The clock of the vendors. It measures their delays and sets their billing periods and <see cref="RecordedRequest.ReceivedAt"/>. A test
    /// with its own clock decides when a delayed response is sent. The default value is <see cref="TimeProvider.System"/>.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
