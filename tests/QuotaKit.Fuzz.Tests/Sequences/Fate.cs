using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>Describes what happens to one request: a response, an exception, or nothing at all.</summary>
/// <param name="Name">The name in the report of a failed sequence.</param>
/// <param name="Kinds">The kinds of error that a call may end with if this was its last request. A call may also end with a timeout.</param>
internal sealed record Fate(string Name, params QuotaErrorKind[] Kinds)
{
    /// <summary>Whether a call may end with a snapshot.</summary>
    public bool IsGood { get; init; }

    /// <summary>The wait in the Retry-After header; null if there is none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The time until the response.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether the response never comes.</summary>
    public bool Hangs { get; init; }

    /// <summary>The exception in place of a response; null for a response.</summary>
    public Func<Exception>? Instead { get; init; }

    /// <summary>The response.</summary>
    public FuzzCase? Answer { get; init; }

    /// <summary>The number of bytes that one read of the body returns at most.</summary>
    public int PieceLength { get; init; } = int.MaxValue;

    /// <summary>The time before each read of the body.</summary>
    public TimeSpan PiecePause { get; init; }

    /// <summary>The exception at the end of the body; null for a normal end.</summary>
    public Func<Exception>? End { get; init; }

    /// <summary>Whether the end of the body never comes.</summary>
    public bool HangsInBody { get; init; }

    /// <summary>The exception when the request is cancelled; null for an ordinary cancellation. Some handlers report the closed connection.</summary>
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
