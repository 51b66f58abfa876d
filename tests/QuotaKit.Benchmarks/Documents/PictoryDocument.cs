using System.Text.Json.Serialization;
using Newtonsoft.Json;

namespace QuotaKit.Benchmarks.Documents;

/// <summary>Pictory's document as a plain class, as a user without QuotaKit would write it.</summary>
public sealed class PictoryDocument
{
    [JsonPropertyName("videoMinutes")]
    [JsonProperty("videoMinutes")]
    public Pair? VideoMinutes { get; set; }

    [JsonPropertyName("transcriptionMinutes")]
    [JsonProperty("transcriptionMinutes")]
    public Pair? TranscriptionMinutes { get; set; }

    [JsonPropertyName("elevenLabsVoiceOverMinutes")]
    [JsonProperty("elevenLabsVoiceOverMinutes")]
    public Pair? ElevenLabsVoiceOverMinutes { get; set; }

    [JsonPropertyName("aiCredits")]
    [JsonProperty("aiCredits")]
    public Pair? AiCredits { get; set; }

    public sealed class Pair
    {
        [JsonPropertyName("used")]
        [JsonProperty("used")]
        public decimal? Used { get; set; }

        [JsonPropertyName("limit")]
        [JsonProperty("limit")]
        public decimal? Limit { get; set; }
    }
}
