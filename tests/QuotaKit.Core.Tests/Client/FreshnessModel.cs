namespace QuotaKit.Core.Tests.Client;

/// <summary>A simple model of the client's cache and calls. It computes which result each reader must get.</summary>
internal sealed class FreshnessModel(TimeSpan documentDuration)
{
    private TimeSpan? _documentAskedAt;
    private TimeSpan? _numbersAskedAt;
    private int _document;
    private int? _offer;
    private (int Number, TimeSpan AskedAt)? _current;

    /// <summary>The number of calls so far.</summary>
    public int Calls { get; private set; }

    /// <summary>Whether a reader waits for the next call.</summary>
    public bool HasNext { get; private set; }

    public bool HasCurrent => _current is not null;

    /// <summary>The cached snapshot: the call that read its document, and the offer that its numbers come from, if any.</summary>
    public (string Document, int? Offer) Known => ($"{_document}", _offer);

    /// <summary>Returns the number of the call whose result the reader gets; null for the cached snapshot.</summary>
    public int? Read(TimeSpan now, TimeSpan maxAge)
    {
        if (maxAge > TimeSpan.Zero && _documentAskedAt is { } document && now - _numbersAskedAt <= maxAge
            && (_offer is null || now - document <= maxAge || (documentDuration > TimeSpan.Zero && now - document <= documentDuration)))
            return null;
        if (_current is not { } call)
        {
            Start(now);
            return Calls;
        }

        if (maxAge > TimeSpan.Zero && now - call.AskedAt <= maxAge)
            return call.Number;
        HasNext = true;
        return call.Number + 1;
    }

    public void Offer(int number, TimeSpan askedAt)
    {
        if (_numbersAskedAt is not { } known || askedAt >= known)
            (_offer, _numbersAskedAt) = (number, askedAt);
    }

    public void End(TimeSpan now, bool isGood)
    {
        var (number, askedAt) = _current!.Value;
        if (isGood)
        {
            (_document, _documentAskedAt) = (number, askedAt);
            if (_offer is null || _numbersAskedAt <= askedAt)
                (_offer, _numbersAskedAt) = (null, askedAt);
        }

        _current = null;
        if (HasNext)
            Start(now);
        HasNext = false;
    }

    private void Start(TimeSpan now) => _current = (++Calls, now);
}
