using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>What becomes of one request.</summary>
/// <param name="Name">For the story of a sequence that failed.</param>
/// <param name="Kinds">What a call may end with when this was its last request; a call may also end at its time-out.</param>
internal sealed record Fate(string Name, params QuotaErrorKind[] Kinds)
{
    /// <summary>Whether a snapshot may come of it.</summary>
    public bool IsGood { get; init; }

    /// <summary>The wait that the vendor asks for.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How long nothing comes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether nothing ever comes.</summary>
    public bool Hangs { get; init; }

    /// <summary>What comes in place of an answer.</summary>
    public Func<Exception>? Instead { get; init; }

    public FuzzCase? Answer { get; init; }

    public int PieceLength { get; init; } = int.MaxValue;

    public TimeSpan PiecePause { get; init; }

    /// <summary>What the body breaks off with.</summary>
    public Func<Exception>? End { get; init; }

    /// <summary>Whether the end of the body never comes.</summary>
    public bool HangsInBody { get; init; }

    /// <summary>What a request that is given up ends with in place of a cancellation: some handlers report the broken connection.</summary>
    public Func<Exception>? WhenGivenUp { get; init; }

    public async Task<HttpResponseMessage> AnswerAsync(FarEnd farEnd, CancellationToken cancellationToken)
    {
        try
        {
            await farEnd.PauseAsync(Delay, cancellationToken).ConfigureAwait(false);
            if (Hangs)
                await FarEnd.NeverAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && WhenGivenUp is not null)
        {
            throw WhenGivenUp();
        }

        if (Instead is not null)
            throw Instead();
        var body = new PiecewiseStream(farEnd, this);
        return Answer!.Fill(new TrackedResponse(farEnd, Answer.Status, body));
    }

    public override string ToString() => Name;
}
