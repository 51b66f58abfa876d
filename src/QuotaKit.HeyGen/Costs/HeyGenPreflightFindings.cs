namespace QuotaKit.HeyGen;

/// <summary>Gathers what the rules find.</summary>
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
            // A sentence in English with a German number in it helps nobody.
            Message = FormattableString.Invariant(message),
            Unit = unit,
            Actual = actual,
            Limit = limit,
        };
}
