using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Json;

/// <summary>A row of HeyGen's price table. An operation is charged by the minute or by the call; members of the other kind are null.</summary>
internal sealed record PriceEntry(
    string Operation,
    string Label,
    string Endpoint,
    decimal? CreditsPerMinute,
    decimal? CreditsPerCall,
    double? StepSeconds,
    double? MinimumSeconds)
{
    public static PriceEntry Of(HeyGenOperation operation) => new(
        operation.Key,
        operation.Label,
        operation.Endpoint,
        operation.CreditsPerMinute,
        operation.CreditsPerCall,
        operation.Step?.TotalSeconds,
        operation.Minimum?.TotalSeconds);
}
