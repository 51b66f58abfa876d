#if FLOOR
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuotaKit.FirstSnapshot;

/// <summary>The least code that reads the quota, without QuotaKit.</summary>
internal static partial class FloorRead
{
    public static async Task RunAsync(Uri server)
    {
        using var client = new HttpClient { BaseAddress = server };
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/quantis/v2/me/quota/");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer vzlaio_0123456789");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync();
        if ((await JsonSerializer.DeserializeAsync(stream, Json.Default.Document))?.Remaining is null)
            throw new InvalidOperationException("Nothing remains.");
    }

    internal sealed record Document(
        [property: JsonPropertyName("monthly_limit")] decimal? MonthlyLimit,
        [property: JsonPropertyName("current_usage")] decimal? CurrentUsage,
        [property: JsonPropertyName("remaining")] decimal? Remaining,
        [property: JsonPropertyName("status_level")] string? StatusLevel,
        [property: JsonPropertyName("next_reset")] DateTimeOffset? NextReset);

    [JsonSerializable(typeof(Document))]
    private sealed partial class Json : JsonSerializerContext;
}
#endif
