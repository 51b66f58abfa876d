namespace QuotaKit.HeyGen;

/// <summary>The result of a check: whether a job can run, and every reason why not.</summary>
public sealed class HeyGenPreflightResult
{
    internal HeyGenPreflightResult(
        decimal? estimatedCredits, IReadOnlyList<HeyGenPreflightReason> reasons, IReadOnlyList<HeyGenPreflightReason> unknowns) =>
        (EstimatedCredits, Reasons, Unknowns) = (estimatedCredits, reasons, unknowns);

    /// <summary>True when the job can run; false when there is a reason against it; null when there is no reason against it, but not everything
    /// could be checked.</summary>
    public bool? CanRun => Reasons.Count > 0 ? false : Unknowns.Count > 0 ? null : true;

    /// <summary>Cost of the job in credits; null when the operation is billed by length and the job has no length.</summary>
    public decimal? EstimatedCredits { get; }

    /// <summary>Every reason why the job would fail; empty when there is none.</summary>
    public IReadOnlyList<HeyGenPreflightReason> Reasons { get; }

    /// <summary>Everything that could not be checked, with what is missing; empty when all properties of the job were checked.</summary>
    public IReadOnlyList<HeyGenPreflightReason> Unknowns { get; }

    /// <summary>Returns one line: the result, then the messages of <see cref="Reasons"/> and <see cref="Unknowns"/>.</summary>
    public override string ToString()
    {
        var answer = CanRun switch
        {
            true => "The job can run.",
            false => "The job cannot run.",
            null => "Whether the job can run is unknown.",
        };
        return string.Join(' ', [answer, .. Reasons.Select(r => r.Message), .. Unknowns.Select(u => u.Message)]);
    }
}
