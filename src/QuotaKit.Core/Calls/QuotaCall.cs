namespace QuotaKit.Http;

/// <summary>What one call carries through the pipeline, over all its attempts.</summary>
internal sealed class QuotaCall(CallSettings settings, long startedAt)
{
    public CallSettings Settings { get; } = settings;

    /// <summary>A timestamp of the provider's clock.</summary>
    public long StartedAt { get; } = startedAt;

    /// <summary>How many requests have been sent.</summary>
    public int Attempts { get; set; }

    /// <summary>The endpoint that this call has fallen back to; null while it has not.</summary>
    public QuotaEndpoint? FallBack { get; set; }

    /// <summary>The error for which this call fell back, which it does once; null while it has not.</summary>
    public QuotaException? FellBackOn { get; set; }

    /// <summary>What the last attempt failed with; null while none has.</summary>
    public QuotaException? LastError { get; set; }
}
