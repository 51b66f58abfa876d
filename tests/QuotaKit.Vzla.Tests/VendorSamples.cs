namespace QuotaKit.Vzla.Tests;

/// <summary>vzla.io's documents, as printed on its page.</summary>
internal static class VendorSamples
{
    public const string Key = "vzlaio_5f0d2c7e9b";

    public const string Quota = """
        {
          "subscription": "Free",
          "monthly_limit": 1000,
          "current_usage": 27,
          "remaining": 973,
          "usage_percentage": 2.7,
          "status_level": "normal",
          "is_active": true,
          "has_quota": true,
          "reset_date": "2026-05-01T00:00:00Z",
          "next_reset": "2026-06-01T00:00:00Z"
        }
        """;

    public const string NoAuthorization = """
        {
          "error": {
            "code": "auth_missing",
            "message": "Authentication credentials were not provided"
          }
        }
        """;

    public const string UnknownToken = """
        {
          "error": {
            "code": "auth_token_unknown",
            "message": "Invalid token format"
          }
        }
        """;

    public static VzlaQuotaOptions Options => new() { ApiKey = Key };

    /// <summary>Replaces the value of one member in the page's document: <c>With("remaining", "\"12\"")</c>.</summary>
    public static string With(string member, string json) => string.Join("\n", Quota.Split('\n').Select(line =>
        line.TrimStart().StartsWith($"\"{member}\"", StringComparison.Ordinal)
            ? $"  \"{member}\": {json}{(line.TrimEnd().EndsWith(',') ? "," : "")}"
            : line));

    /// <summary>Removes members from the page's document.</summary>
    public static string Without(params string[] members)
    {
        var kept = Quota.Split('\n').Select(l => l.Trim().TrimEnd(',')).Where(l => l.StartsWith('"'))
            .Where(l => !members.Any(m => l.StartsWith($"\"{m}\"", StringComparison.Ordinal)));
        return $"{{{string.Join(",", kept)}}}";
    }
}
