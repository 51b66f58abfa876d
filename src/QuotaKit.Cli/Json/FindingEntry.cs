using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Json;

/// <summary>A <see cref="HeyGenPreflightReason"/> as data.</summary>
internal sealed record FindingEntry(string Kind, string Message, string Unit, decimal? Actual, decimal? Limit)
{
    public static FindingEntry Of(HeyGenPreflightReason reason) =>
        new(reason.Kind.ToString(), reason.Message, reason.Unit.Name, reason.Actual, reason.Limit);
}
