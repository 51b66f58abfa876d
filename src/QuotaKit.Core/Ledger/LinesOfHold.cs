using System.Collections;

namespace QuotaKit;

/// <summary>The lines of a <see cref="LedgerHold"/>, made when they are read, because most callers never read them.</summary>
internal sealed class LinesOfHold : IReadOnlyList<LedgerLine>
{
    private readonly HoldLine[] _lines;
    private readonly bool _isCommitted;

    private LinesOfHold(HoldLine[] lines, bool isCommitted) => (_lines, _isCommitted) = (lines, isCommitted);

    public int Count => _lines.Length;

    public LedgerLine this[int index] => new(_lines[index].Spend, _lines[index].Balance, _isCommitted ? _lines[index].Actual : null);

    /// <summary>Returns the lines as they are now.</summary>
    public static IReadOnlyList<LedgerLine> Of(HoldRow hold)
    {
        var lines = new LinesOfHold(hold.Lines, hold.State == QuotaReservationState.Committed);
        // An answer may still name a balance. The rest does not change: spends are fixed, and amounts are committed once.
        return Array.TrueForAll(hold.Lines, l => l.Balance.Length > 0) ? lines : [.. lines];
    }

    public IEnumerator<LedgerLine> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
