namespace QuotaKit;

/// <summary>How old an answer a reader accepts, counted back from the moment at which it asked.</summary>
/// <param name="Arrival">The clock's timestamp at which the reader asked.</param>
/// <param name="MaxAge">In timestamps. Zero or less accepts only answers asked for after the reader's arrival.</param>
/// <param name="AsksAnyway">Whether the reader wants a failed call repeated and a refused key tried again at once.</param>
internal readonly record struct Freshness(long Arrival, long MaxAge, bool AsksAnyway)
{
    /// <summary>Whether an answer that was asked for at this timestamp is young enough.</summary>
    // On a coarse clock an equal timestamp may be of an earlier moment: at MaxAge 0 it does not count.
    public bool Accepts(long askedAt) => askedAt > Arrival || IsWithin(MaxAge, askedAt);

    /// <summary>Whether a timestamp is at most this long before the reader's arrival. Zero or less is never long enough.</summary>
    public bool IsWithin(long duration, long timestamp) => duration > 0 && timestamp >= Arrival - duration;
}
