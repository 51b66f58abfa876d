using System.Text.Json.Serialization;
using Newtonsoft.Json;

namespace QuotaKit.Benchmarks.Documents;

/// <summary>HeyGen's document as a plain class, as a user without QuotaKit would write it.</summary>
public sealed class HeyGenDocument
{
    [JsonPropertyName("data")]
    [JsonProperty("data")]
    public HeyGenData? Data { get; set; }

    public sealed class HeyGenData
    {
        [JsonPropertyName("remaining_quota")]
        [JsonProperty("remaining_quota")]
        public decimal? RemainingQuota { get; set; }

        [JsonPropertyName("details")]
        [JsonProperty("details")]
        public HeyGenDetails? Details { get; set; }
    }

    public sealed class HeyGenDetails
    {
        [JsonPropertyName("api")]
        [JsonProperty("api")]
        public decimal? Api { get; set; }

        [JsonPropertyName("avatar_iv_free_credit")]
        [JsonProperty("avatar_iv_free_credit")]
        public decimal? AvatarIvFreeCredit { get; set; }

        [JsonPropertyName("video_agent_free_video")]
        [JsonProperty("video_agent_free_video")]
        public decimal? VideoAgentFreeVideo { get; set; }
    }
}
