using System.Text.Json.Serialization;
using Newtonsoft.Json;

namespace QuotaKit.Benchmarks.Documents;

/// <summary>vzla.io's document as a plain class, as a user without QuotaKit would write it.</summary>
public sealed class VzlaDocument
{
    [JsonPropertyName("subscription")]
    [JsonProperty("subscription")]
    public string? Subscription { get; set; }

    [JsonPropertyName("monthly_limit")]
    [JsonProperty("monthly_limit")]
    public decimal? MonthlyLimit { get; set; }

    [JsonPropertyName("current_usage")]
    [JsonProperty("current_usage")]
    public decimal? CurrentUsage { get; set; }

    [JsonPropertyName("remaining")]
    [JsonProperty("remaining")]
    public decimal? Remaining { get; set; }

    [JsonPropertyName("usage_percentage")]
    [JsonProperty("usage_percentage")]
    public decimal? UsagePercentage { get; set; }

    [JsonPropertyName("status_level")]
    [JsonProperty("status_level")]
    public string? StatusLevel { get; set; }

    [JsonPropertyName("is_active")]
    [JsonProperty("is_active")]
    public bool? IsActive { get; set; }

    [JsonPropertyName("has_quota")]
    [JsonProperty("has_quota")]
    public bool? HasQuota { get; set; }

    [JsonPropertyName("reset_date")]
    [JsonProperty("reset_date")]
    public DateTimeOffset? ResetDate { get; set; }

    [JsonPropertyName("next_reset")]
    [JsonProperty("next_reset")]
    public DateTimeOffset? NextReset { get; set; }
}
