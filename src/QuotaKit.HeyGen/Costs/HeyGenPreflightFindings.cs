namespace QuotaKit.HeyGen;

/// <summary>Collects the findings of the rules.</summary>
internal sealed class HeyGenPreflightFindings
{
    public List<HeyGenPreflightReason> Reasons { get; } = [];

    public List<HeyGenPreflightReason> Unknowns { get; } = [];

    public void Refuse(
        HeyGenPreflightReasonKind kind,
        FormattableString message,
        QuotaUnit unit = default,
        decimal? actual = null,
        decimal? limit = null) =>
        Reasons.Add(Reason(kind, message, unit, actual, limit));

    public void CannotTell(
        HeyGenPreflightReasonKind kind,
        FormattableString message,
        QuotaUnit unit = default,
        decimal? actual = null,
        decimal? limit = null) =>
        Unknowns.Add(Reason(kind, message, unit, actual, limit));

    private static HeyGenPreflightReason Reason(
        HeyGenPreflightReasonKind kind, FormattableString message, QuotaUnit unit, decimal? actual, decimal? limit) => new()
        {
            Kind = kind,
            // The sentence is English, so its numbers are too: they do not follow the culture of the thread.
            Message = FormattableString.Invariant(message),
            Unit = unit,
            Actual = actual,
            Limit = limit,
        };
}
