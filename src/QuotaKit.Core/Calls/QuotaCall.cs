namespace QuotaKit.Http;

/// <summary>The state of one call, shared by all its attempts.</summary>
internal sealed class QuotaCall(CallSettings settings, long startedAt)
{
    public CallSettings Settings { get; } = settings;

    /// <summary>When the call started, as a timestamp of the provider's clock.</summary>
    public long StartedAt { get; } = startedAt;

    /// <summary>The number of requests sent so far.</summary>
    public int Attempts { get; set; }

    /// <summary>The endpoint that this call has fallen back to; null while it uses the first one.</summary>
    public QuotaEndpoint? FallBack { get; set; }

    /// <summary>The error that made this call fall back, which happens at most once; null if it did not.</summary>
    public QuotaException? FellBackOn { get; set; }

    /// <summary>The error of the last attempt; null while none has failed.</summary>
    public QuotaException? LastError { get; set; }
}
