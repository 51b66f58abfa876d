namespace QuotaKit;

/// <summary>How fresh an answer must be.</summary>
public sealed record QuotaReadOptions
{
    /// <summary>The oldest answer to accept: one that was asked for at most this long before the reader asked. The default value is null:
    /// the client's <see cref="QuotaClientOptions.CacheDuration"/>. Zero asks the vendor now, even with a key that it has refused.
    /// When the call under way is too old, the reader waits for the next one, which it shares with all readers that wait.</summary>
    /// <remarks>Where numbers are observed in other responses, as with vzla.io's headers, this is their age. What only the vendor's document
    /// tells, such as the plan and whether the account is active, may be as old as <see cref="QuotaClientOptions.DocumentDuration"/>, unless
    /// this is zero.</remarks>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Whether to give the last good answer, marked by <see cref="QuotaSnapshot.IsStale"/>, when no fresh one can be had.
    /// The default value is false.</summary>
    public bool AllowStale { get; init; }
}
