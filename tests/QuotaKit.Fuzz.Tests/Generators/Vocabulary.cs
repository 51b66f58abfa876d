namespace QuotaKit.Fuzz.Tests.Generators;

/// <summary>Names, values and bodies for generated documents: some that vendors send, and some that are invalid.</summary>
internal static class Vocabulary
{
    /// <summary>Marks texts of a vendor. Messages of errors with a good status must not quote it.</summary>
    public const string Marker = "zqBODYqz";

    /// <summary>The key of every call. Some documents contain it.</summary>
    public const string Key = "pictai_vzlaio_k3y/+4f9a&71";

    /// <summary>The key with JSON escapes.</summary>
    public const string KeyInEscapes = "\\u0070ictai_vzlaio_k3y/+4f9a\\u002671";

    /// <summary>Names of members.</summary>
    public static readonly string[] Names =
    [
        "error", "data", "remaining_quota", "used_quota", "details", "api", "avatar_iv_free_credit", "video_agent_free_video", "plan_credit",
        "seat", "generative_credit", "image_free_credit", "instant_avatars", "billing_type", "wallet", "currency", "remaining_balance",
        "auto_reload", "subscription", "plan", "credits", "premium_credits", "add_on_credits", "remaining", "resets_at", "usage_based",
        "spending_current_usd", "spending_cap_usd", "included_credits", "remaining_credits", "email", "first_name",
        "videoMinutes", "transcriptionMinutes", "elevenLabsVoiceOverMinutes", "aiCredits", "used", "limit", "storyMinutes", "video_minutes",
        "monthly_limit", "current_usage", "usage_percentage", "status_level", "is_active", "has_quota", "reset_date", "next_reset",
        "code", "message", "", " ", "a b", "Ünïcödé", "\\u0000", "\\ud800", "\\n", "line\\nbreak", "\\u202e", "a.b", "x'y",
        "sam@example.com", Key, KeyInEscapes,
        new('n', 2000),
    ];

    /// <summary>Values, some of them invalid in JSON.</summary>
    public static readonly string[] Values =
    [
        "0", "-0", "-1", "1", "12.0", "1e3", "2.5", "9e18", "1e27", "1.0000000000000001e27", "1e28", "1e999", "-1e27", "1e-30", "0e999", "1E+2",
        "0.6", "0.1", "0.0000000000000000000000000001", "79228162514264337593543950335", "123456789012345678901234567890.123456789",
        "60", "1000", "950", "800", "999.999999999999999999999999", "2344452", "NaN", "Infinity", "-", "01", "0x10", "1_000", "+1", ".5", "1.",
        "true", "false", "null", "nul", "undefined", "{}", "[]", "[1]", "[{}]", "[[\"sam@example.com\"]]", """{"used":1,"limit":2}""",
        """{"used":5,"limit":0}""", """{"remaining":3,"resets_at":"2026-06-01T00:00:00Z"}""", """{"a":1,"a":2}""",
        "\"12\"", "\" 12\"", "\"12\\u0000\"", "\"1,000\"", "\"+7\"", "\".5\"", "\"1e3\"", "\"1e999\"", "\"NaN\"", "\"Infinity\"", "\"\"", "\" \"",
        "\"\\u0661\\u0662\"", "\"0x1F\"", "\"(5)\"", "\"$5\"", "\"5%\"",
        "\"normal\"", "\"warning\"", "\"critical\"", "\"exhausted\"", "\"Normal\"", "\"wallet\"", "\"subscription\"", "\"usage_based\"",
        "\"usd\"", "\"credits\"", "\"eur\"", "\"unspecified\"", "\"" + Marker + "\"", "\"sam@example.com\"", "\"a\\r\\nb\"", "\"\\u0085\\u2028\"",
        "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\ud800\\ud800\"", "\"😀\"", "\"" + Key + "\"", "\"" + KeyInEscapes + "\"",
        "\"2026-06-01T00:00:00Z\"", "\"2026-06-01\"", "\"2026-02-30T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"",
        "\"2026-06-01T00:00:00.1234567+05:30\"", "\"2026-06-01 12:00:00Z\"", "\"1780000000\"", "1780000000",
        "\"unauthorized\"", "\"quota_exceeded\"", "400599", "\"rate_limit_exceeded\"", "\"UNAUTHORIZED\"",
        "\"" + new string('x', 298) + "😀" + Marker + "\"", "\"" + new string('9', 400) + "\"",
    ];

    /// <summary>Whole bodies that are not documents.</summary>
    public static readonly string[] Bodies =
    [
        "", " ", "\r\n\t", "\u0000", "<!DOCTYPE html><html>" + Marker + "</html>", "null", "[]", "12", "\"" + Marker + "\"", "true", "{", "[", "{}",
        "{}{}", "{} x", "{}\u0000", "\uFEFF{}", "\uFEFF", "\uFEFF\uFEFF{}", "//c\n{}", "{'a':1}", "{a:1}", "{\"a\":1,}", Marker, "error=" + Marker,
    ];
}
