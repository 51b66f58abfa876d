namespace QuotaKit.HeyGen;

/// <summary>Why a job would fail, or why that cannot be told.</summary>
public sealed record HeyGenPreflightReason
{
    /// <summary>The rule.</summary>
    public required HeyGenPreflightReasonKind Kind { get; init; }

    /// <summary>One sentence in English: what is wrong, and what to change.</summary>
    public required string Message { get; init; }

    /// <summary>What <see cref="Actual"/> and <see cref="Limit"/> count; unspecified when the rule has no number.</summary>
    public QuotaUnit Unit { get; init; }

    /// <summary>What the job has; of credits, what it needs. Null when the rule has no number, or when the number is unknown.</summary>
    public decimal? Actual { get; init; }

    /// <summary>The most that it may have; of a side that is too short, the least; of credits, what is left. Null as above.</summary>
    public decimal? Limit { get; init; }

    /// <summary>The <see cref="Message"/>.</summary>
    public override string ToString() => Message;
}
