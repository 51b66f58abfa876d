namespace QuotaKit;

/// <summary>Sets how fresh a snapshot must be.</summary>
/// <example>
/// Request the quota now, and accept the last snapshot if that fails:
/// <code>
/// var snapshot = await client.GetAsync("heygen", new QuotaReadOptions { MaxAge = TimeSpan.Zero, AllowStale = true });
/// if (snapshot.IsStale)
///     Console.WriteLine($"From {snapshot.RetrievedAt}");
/// </code>
/// </example>
public sealed record QuotaReadOptions
{
    /// <summary>The maximum age of the snapshot: its request was sent at most this long before the read. The default value is null, which means
    /// <see cref="QuotaClientOptions.CacheDuration"/>. With zero, a new request is sent, even with a key that the vendor rejected before.</summary>
    /// <remarks>For numbers observed in other responses, such as vzla.io's headers, this is the age of those numbers. The rest of the snapshot, such as
    /// the plan, may then be as old as <see cref="QuotaClientOptions.DocumentDuration"/>, unless this is zero.</remarks>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Whether to return the last good snapshot when reading a fresh one fails. Its <see cref="QuotaSnapshot.IsStale"/> is then true.
    /// The default value is false: the error is thrown.</summary>
    public bool AllowStale { get; init; }
}
