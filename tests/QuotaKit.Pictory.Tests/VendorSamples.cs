namespace QuotaKit.Pictory.Tests;

/// <summary>Pictory's documents, as printed on its page.</summary>
internal static class VendorSamples
{
    public const string Key = "pictai_5f0d2c7e9b";

    public const string Quota = """
        {
          "videoMinutes":               { "used": 98,  "limit": 14400 },
          "transcriptionMinutes":       { "used": 0,   "limit": 14400 },
          "elevenLabsVoiceOverMinutes": { "used": 33,  "limit": 480 },
          "aiCredits":                  { "used": 690, "limit": 22000 }
        }
        """;

    public const string NoSubscriptionIdentity = """
        {
          "code": "UNAUTHORIZED",
          "message": "Missing subscription identity."
        }
        """;

    public const string Unauthorized = """
        {
          "message": "Unauthorized"
        }
        """;

    public const string BadConfiguration = """
        {
          "code": "BAD_CONFIGURATION",
          "message": "An unexpected error occurred while processing the request"
        }
        """;

    public static PictoryQuotaOptions Options => new() { ApiKey = Key };

    /// <summary>Replaces one pair in the page's document.</summary>
    public static string With(string pair, string json)
    {
        var lines = Quota.Split('\n');
        return string.Join("\n", lines.Select(l => IsOf(l, pair) ? $"  \"{pair}\": {json}{(l.EndsWith(',') ? "," : "")}" : l));
    }

    /// <summary>Removes one pair from the page's document.</summary>
    public static string Without(string pair) =>
        $"{{{string.Join(",", Quota.Split('\n')[1..^1].Where(l => !IsOf(l, pair)).Select(l => l.Trim().TrimEnd(',')))}}}";

    /// <summary>Adds a member to the page's document.</summary>
    public static string And(string name, string json) => $"{Quota[..^2]}, \"{name}\": {json} }}";

    private static bool IsOf(string line, string pair) => line.TrimStart().StartsWith($"\"{pair}\"", StringComparison.Ordinal);
}
