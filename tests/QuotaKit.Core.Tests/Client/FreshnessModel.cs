namespace QuotaKit.Core.Tests.Client;

/// <summary>What a reader must get, worked out the plain way from everything that has happened so far.</summary>
internal sealed class FreshnessModel(TimeSpan documentDuration)
{
    private TimeSpan? _documentAskedAt;
    private TimeSpan? _numbersAskedAt;
    private int _document;
    private int? _offer;
    private (int Number, TimeSpan AskedAt)? _underWay;

    /// <summary>Calls that have been made.</summary>
    public int Calls { get; private set; }

    /// <summary>Whether a reader waits for the call after the one under way.</summary>
    public bool IsNextWaitedFor { get; private set; }

    public bool IsUnderWay => _underWay is not null;

    /// <summary>The snapshot in the cache: the call its document is of, and the offer its numbers are of, if they are of one.</summary>
    public (string Document, int? Offer) Known => ($"{_document}", _offer);

    /// <summary>The number of the call whose answer the reader gets; null for the one in the cache.</summary>
    public int? Read(TimeSpan now, TimeSpan maxAge)
    {
        if (maxAge > TimeSpan.Zero && _documentAskedAt is { } document && now - _numbersAskedAt <= maxAge
            && (_offer is null || now - document <= maxAge || (documentDuration > TimeSpan.Zero && now - document <= documentDuration)))
            return null;
        if (_underWay is not { } call)
        {
            Start(now);
            return Calls;
        }

        if (maxAge > TimeSpan.Zero && now - call.AskedAt <= maxAge)
            return call.Number;
        IsNextWaitedFor = true;
        return call.Number + 1;
    }

    public void Offer(int number, TimeSpan askedAt)
    {
        if (_numbersAskedAt is not { } known || askedAt >= known)
            (_offer, _numbersAskedAt) = (number, askedAt);
    }

    public void End(TimeSpan now, bool isGood)
    {
        var (number, askedAt) = _underWay!.Value;
        if (isGood)
        {
            (_document, _documentAskedAt) = (number, askedAt);
            if (_offer is null || _numbersAskedAt <= askedAt)
                (_offer, _numbersAskedAt) = (null, askedAt);
        }

        _underWay = null;
        if (IsNextWaitedFor)
            Start(now);
        IsNextWaitedFor = false;
    }

    private void Start(TimeSpan now) => _underWay = (++Calls, now);
}
