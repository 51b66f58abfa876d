namespace QuotaKit;

/// <summary>The rules for the arguments of a reservation.</summary>
internal static class ReserveRequestRules
{
    private const int MostSpends = 16;
    private const int LongestNote = 500;

    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static void ThrowIfInvalid(IReadOnlyList<QuotaSpend> spends, QuotaReserveOptions options)
    {
        if (spends.Count is 0 or > MostSpends)
            throw new ArgumentException($"A reservation has 1 to {MostSpends} spends, but this one has {spends.Count}.", nameof(spends));
        for (var i = 0; i < spends.Count; i++)
            SpendRules.ThrowIfInvalid(spends[i], nameof(spends));
        if (options.Id is { } id)
            ReservationId.ThrowIfInvalid(id, $"{nameof(options)}.{nameof(options.Id)}");
        if (options.Lease is { } lease)
            SpendRules.ThrowIfInvalidLease(lease, $"{nameof(options)}.{nameof(options.Lease)}");
        if (options.Note?.Length > LongestNote)
            throw new ArgumentException($"A note has at most {LongestNote} characters.", $"{nameof(options)}.{nameof(options.Note)}");
    }
}
