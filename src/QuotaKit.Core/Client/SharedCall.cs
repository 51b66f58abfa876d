namespace QuotaKit;

/// <summary>One call to the vendor, whose answer all its readers get.</summary>
/// <param name="asksAnyway">Whether a reader of it wants a refused key tried again.</param>
internal sealed class SharedCall(bool asksAnyway) : TaskCompletionSource<QuotaSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>The clock's timestamp from before the request was sent. Not set before the call has begun.</summary>
    public long AskedAt { get; set; }

    /// <summary>Whether a reader of it wants a refused key tried again. Does not change any more once the call has begun.</summary>
    public bool AsksAnyway { get; set; } = asksAnyway;
}
