namespace QuotaKit.Testing;

/// <summary>How the simulated vendors run. The defaults are right for most tests.</summary>
public sealed class QuotaSimulatorOptions
{
    /// <summary>
    /// The clock of the vendors: their delays, their billing periods and <see cref="RecordedRequest.ReceivedAt"/>. A test that
    /// gives its own clock decides when a delayed answer comes. The default value is <see cref="TimeProvider.System"/>.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
