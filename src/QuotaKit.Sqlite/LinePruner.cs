namespace QuotaKit;

/// <summary>Removes old reservations, a bounded number at a time.</summary>
internal sealed class LinePruner(LedgerConnection connection)
{
    private const int Batch = 1000;

    // Rows are in the order in which they were added, so the oldest ones come first.
    private readonly SqliteStatement _next = connection.Prepare($"SELECT number, reserved_at FROM line WHERE number > ?1 ORDER BY number LIMIT {Batch}");

    private readonly SqliteStatement _remove = connection.Prepare(
        """
        DELETE FROM line WHERE id IN (
            SELECT id FROM line WHERE number > ?1 AND number <= ?2 AND position = 0 AND is_open = 0 AND settled_at < ?3)
        RETURNING 1
        """);

    /// <summary>Removes reservations among the next rows.</summary>
    /// <param name="after">The number of the row after which to begin.</param>
    /// <param name="before">The time before which a removed reservation was settled.</param>
    /// <returns>The number of the last row of the batch, or null when no later row can be old enough; and whether a row was removed.</returns>
    public (long? Last, bool HasRemoved) Prune(long after, DateTimeOffset before)
    {
        var (rows, last, reservedAt) = (0, after, default(DateTimeOffset));
        _next.Bind(1, after);
        while (_next.Step())
            (rows, last, reservedAt) = (rows + 1, _next.Number(0), _next.Time(1));

        var hasRemoved = _remove.Bind(1, after).Bind(2, last).Bind(3, before).Step();
        if (hasRemoved)
            _remove.Run();
        return (rows < Batch || reservedAt >= before ? null : last, hasRemoved);
    }
}
