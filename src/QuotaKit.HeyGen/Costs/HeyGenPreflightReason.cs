namespace QuotaKit.HeyGen;

/// <summary>A reason why a job would fail, or a check that could not be made.</summary>
public sealed record HeyGenPreflightReason
{
    /// <summary>The rule that the job breaks, or that could not be checked.</summary>
    public required HeyGenPreflightReasonKind Kind { get; init; }

    /// <summary>One English sentence that says what is wrong and what to change.</summary>
    public required string Message { get; init; }

    /// <summary>The unit of <see cref="Actual"/> and <see cref="Limit"/>; unspecified when the rule has no number.</summary>
    public QuotaUnit Unit { get; init; }

    /// <summary>The job's number; for credits, how many it needs. Null when the rule has no number, or when the number is unknown.</summary>
    public decimal? Actual { get; init; }

    /// <summary>The maximum; for a side that is too short, the minimum; for credits, how many are left. Null when the rule has no number, or when the
    /// number is unknown.</summary>
    public decimal? Limit { get; init; }

    /// <summary>Returns the <see cref="Message"/>.</summary>
    public override string ToString() => Message;
}
