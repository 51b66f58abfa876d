namespace QuotaKit;

/// <summary>One call to the vendor whose result all its readers share.</summary>
/// <param name="overridesGate">Whether one of its readers has <see cref="Freshness.OverridesGate"/>.</param>
internal sealed class SharedCall(bool overridesGate) : TaskCompletionSource<QuotaSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>The clock's timestamp from just before the request is sent; 0 until then.</summary>
    public long AskedAt { get; set; }

    /// <summary>Whether one of its readers has <see cref="Freshness.OverridesGate"/>. Fixed once the call has started.</summary>
    public bool OverridesGate { get; set; } = overridesGate;
}
