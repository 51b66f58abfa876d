namespace QuotaKit.HeyGen;

/// <summary>Whether a job would run, and every reason why not.</summary>
public sealed class HeyGenPreflightResult
{
    internal HeyGenPreflightResult(
        decimal? estimatedCredits, IReadOnlyList<HeyGenPreflightReason> reasons, IReadOnlyList<HeyGenPreflightReason> unknowns) =>
        (EstimatedCredits, Reasons, Unknowns) = (estimatedCredits, reasons, unknowns);

    /// <summary>False when there is a reason against the job; null when there is none, but not everything could be checked.</summary>
    public bool? CanRun => Reasons.Count > 0 ? false : Unknowns.Count > 0 ? null : true;

    /// <summary>What the job costs in credits; null when that depends on a length which the job does not give.</summary>
    public decimal? EstimatedCredits { get; }

    /// <summary>Every reason why the job would fail. Empty when there is none.</summary>
    public IReadOnlyList<HeyGenPreflightReason> Reasons { get; }

    /// <summary>What could not be checked, and what to give so that it can. Empty when everything that the job gives was checked.</summary>
    public IReadOnlyList<HeyGenPreflightReason> Unknowns { get; }

    /// <summary>One line: the answer, and the sentences of <see cref="Reasons"/> and <see cref="Unknowns"/>.</summary>
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
