namespace QuotaKit.HeyGen.Tests;

/// <summary>HeyGen's documents. Those of version 2 are examples from its pages; those of version 3 follow the description on its page.</summary>
internal static class VendorSamples
{
    public const string Key = "5f0d2c7e9bQuotaKitCanary";

    public const string Quota = """
        {
          "error": null,
          "data": {
            "remaining_quota": 2344452,
            "details": {
              "api": 2344452,
              "avatar_iv_free_credit": 3,
              "video_agent_free_video": 2
            }
          }
        }
        """;

    /// <summary>An example from the page of an older endpoint, which takes these numbers for credits.</summary>
    public const string QuotaWithUsed = """
        {
          "error": null,
          "data": {
            "remaining_quota": 450,
            "used_quota": 50
          }
        }
        """;

    public const string Wallet = """
        {
          "data": {
            "username": "sam.example",
            "email": "sam@example.com",
            "first_name": "Sam",
            "last_name": "Example",
            "billing_type": "wallet",
            "wallet": {
              "currency": "usd",
              "remaining_balance": 12.05,
              "auto_reload": { "enabled": true, "threshold_usd": 5, "amount_usd": 20 }
            }
          }
        }
        """;

    public static HeyGenQuotaOptions Options => new() { ApiKey = Key };

    /// <summary>Creates a document of version 2 with this remaining quota and further members of <c>data</c>.</summary>
    public static string Remaining(string quota, string more = "") =>
        $$$"""{"error":null,"data":{"remaining_quota":{{{quota}}}{{{more}}}}}""";

    /// <summary>Creates a document of version 2 with these details.</summary>
    public static string Details(string details) => Remaining("36000", $",\"details\":{details}");
}
