namespace QuotaKit;

/// <summary>The age that a reader accepts, relative to the moment at which the reader arrived.</summary>
/// <param name="Arrival">The clock's timestamp of the reader's arrival.</param>
/// <param name="MaxAge">The maximum age, in timestamp units. With zero or less, the request must be sent after the reader's arrival.</param>
/// <param name="OverridesGate">Whether the reader ignores recent failures: a failed call is repeated, and a rejected key is sent again at once.</param>
internal readonly record struct Freshness(long Arrival, long MaxAge, bool OverridesGate)
{
    /// <summary>Whether the result of a request sent at this timestamp is fresh enough.</summary>
    // On a coarse clock, an equal timestamp may belong to an earlier moment: it is not "after the arrival".
    public bool Accepts(long askedAt) => askedAt > Arrival || IsWithin(MaxAge, askedAt);

    /// <summary>Whether a timestamp is at most this long before the reader's arrival. False for a duration of zero or less.</summary>
    public bool IsWithin(long duration, long timestamp) => duration > 0 && timestamp >= Arrival - duration;
}
