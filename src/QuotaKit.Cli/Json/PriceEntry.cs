using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Json;

/// <summary>A row of HeyGen's price table; what it is not charged by is null.</summary>
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
