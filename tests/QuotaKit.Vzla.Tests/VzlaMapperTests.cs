using QuotaKit.Tests.Vendors;

namespace QuotaKit.Vzla.Tests;

/// <summary>Each document, and the snapshot that it becomes. VzlaMapperNumberTests has the forms of single numbers.</summary>
public sealed class VzlaMapperTests
{
    private static readonly QuotaBalance _example = new()
    {
        Key = "requests",
        Label = "Requests",
        Unit = QuotaUnit.Requests,
        Kind = QuotaKind.Allowance,
        Used = 27,
        Limit = 1000,
        Remaining = 973,
        PeriodStart = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero),
        ResetsAt = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero),
        Status = QuotaStatus.Normal,
    };

    private static readonly QuotaBalance _unknown = new()
    {
        Key = "requests",
        Label = "Requests",
        Unit = QuotaUnit.Requests,
        Kind = QuotaKind.Allowance,
    };

    private static readonly Dictionary<string, SnapshotCase> _cases = new()
    {
        ["the example of the page"] = Free(VendorSamples.Quota, _example),

        ["a plan without a limit, with the zeros that vzla.io sends"] = Free(
            """
            {"subscription":"Free","monthly_limit":0,"current_usage":27,"remaining":0,"usage_percentage":0,"status_level":"normal",
             "is_active":true,"has_quota":false,"reset_date":"2026-05-01T00:00:00Z","next_reset":"2026-06-01T00:00:00Z"}
            """,
            _example with { Limit = null, Remaining = null, IsUnlimited = true }),
        ["a plan without a limit, and without the members about it"] = Free(
            """{"subscription":"Free","current_usage":27,"is_active":true,"has_quota":false}""",
            _unknown with { Used = 27, IsUnlimited = true, Status = QuotaStatus.Normal }),

        ["an inactive account is a snapshot, not an error"] = Free(VendorSamples.With("is_active", "false"), _example) with
        {
            IsActive = false,
            Status = QuotaStatus.Inactive,
        },

        ["the limit is missing"] = Free(
            VendorSamples.Without("monthly_limit"), _example with { Derived = QuotaFields.Limit })
            .WithWarnings("'monthly_limit' is missing"),
        ["the usage is missing"] = Free(
            VendorSamples.Without("current_usage"), _example with { Derived = QuotaFields.Used })
            .WithWarnings("'current_usage' is missing"),
        ["the remaining requests are missing"] = Free(
            VendorSamples.Without("remaining"), _example with { Derived = QuotaFields.Remaining })
            .WithWarnings("'remaining' is missing"),
        ["the remaining requests are null"] = Free(
            VendorSamples.With("remaining", "null"), _example with { Derived = QuotaFields.Remaining })
            .WithWarnings("'remaining' is missing"),
        ["only the limit is there"] = Free(
            VendorSamples.Without("current_usage", "remaining"), _example with { Used = null, Remaining = null, Status = QuotaStatus.Unknown })
            .WithStatus(QuotaStatus.Unknown).WithWarnings("'current_usage' is missing", "'remaining' is missing"),
        ["no numbers, but a status_level"] = Free(
            """{"subscription":"Free","status_level":"critical","is_active":true,"has_quota":true}""",
            _unknown with { Status = QuotaStatus.Critical })
            .WithStatus(QuotaStatus.Critical).WithWarnings("'monthly_limit' is missing", "'current_usage' is missing", "'remaining' is missing"),
        ["without texts, flags and times"] = new(
            """{"monthly_limit":1000,"current_usage":27,"remaining":973}""", _example with { PeriodStart = null, ResetsAt = null }),

        ["the three numbers contradict each other: they are kept as sent"] = Free(
            VendorSamples.With("remaining", "900"), _example with { Remaining = 900 })
            .WithWarnings("27 used and 900 remaining do not add up to the limit of 1000"),
        ["more used than the limit, while remaining stops at zero"] = Free(
            """{"subscription":"Free","monthly_limit":1000,"current_usage":1005,"remaining":0,"is_active":true,"has_quota":true}""",
            _unknown with { Used = 1005, Limit = 1000, Remaining = 0, Status = QuotaStatus.Exhausted })
            .WithStatus(QuotaStatus.Exhausted).WithWarnings("1005 used and 0 remaining do not add up to the limit of 1000"),

        ["more remains than the limit"] = Free(
            VendorSamples.With("remaining", "1500"), _example with { Remaining = 1500 })
            .WithWarnings("27 used and 1500 remaining do not add up to the limit of 1000"),
        ["a used amount below zero is kept, with a warning"] = Free(
            """{"subscription":"Free","monthly_limit":1000,"current_usage":-5,"is_active":true,"has_quota":true}""",
            _unknown with { Used = -5, Limit = 1000, Remaining = 1005, Derived = QuotaFields.Remaining, Status = QuotaStatus.Normal })
            .WithWarnings("'remaining' is missing", "'current_usage' is below zero"),
        ["a limit below zero is exhausted"] = Free(
            """{"subscription":"Free","monthly_limit":-1,"current_usage":5,"remaining":-6,"is_active":true,"has_quota":true}""",
            _unknown with { Used = 5, Limit = -1, Remaining = -6, Status = QuotaStatus.Exhausted })
            .WithStatus(QuotaStatus.Exhausted).WithWarnings("'monthly_limit' is below zero"),
        ["has_quota is false, but there is a limit"] = Free(
            VendorSamples.With("has_quota", "false"), _example with { Limit = null, Remaining = null, IsUnlimited = true })
            .WithWarnings("'has_quota' is false, but there is a 'monthly_limit'"),
        ["a critical status_level without a limit"] = Free(
            """{"subscription":"Free","current_usage":27,"status_level":"critical","is_active":true,"has_quota":false}""",
            _unknown with { Used = 27, IsUnlimited = true, Status = QuotaStatus.Critical })
            .WithStatus(QuotaStatus.Critical),
        ["without has_quota the limit applies"] = Free(VendorSamples.Without("has_quota"), _example),
        ["is_active that is null is unknown"] = Free(VendorSamples.With("is_active", "null"), _example) with { IsActive = null },
        ["a remaining amount without a limit is not Normal"] = Free(
            """{"subscription":"Free","monthly_limit":null,"remaining":1,"is_active":true,"has_quota":true}""", _unknown with { Remaining = 1 })
            .WithStatus(QuotaStatus.Unknown).WithWarnings("'monthly_limit' is missing", "'current_usage' is missing"),
        ["a period that starts after its end has an unknown start"] = Free(
            VendorSamples.With("reset_date", "\"2026-07-01T00:00:00Z\""), _example with { PeriodStart = null })
            .WithWarnings("'reset_date' is not before 'next_reset'"),
        ["a reset in the past is kept"] = Free(
            VendorSamples.With("next_reset", "\"2026-05-02T00:00:00Z\""),
            _example with { ResetsAt = new DateTimeOffset(2026, 5, 2, 0, 0, 0, TimeSpan.Zero) }),

        ["a time with an offset is the same moment"] = Free(
            VendorSamples.With("next_reset", "\"2026-06-01T02:00:00+02:00\""), _example),
        ["a time without an offset is UTC"] = Free(VendorSamples.With("next_reset", "\"2026-06-01T00:00:00\""), _example),
        ["a date without a time is midnight"] = Free(VendorSamples.With("next_reset", "\"2026-06-01\""), _example),
        ["an invalid time is unknown"] = Free(
            VendorSamples.With("next_reset", "\"soon\""), _example with { ResetsAt = null }).WithWarnings("'next_reset' is not a time"),
        ["a number is not a time"] = Free(
            VendorSamples.With("reset_date", "1777593600"), _example with { PeriodStart = null })
            .WithWarnings("'reset_date' is not a time"),

        ["unknown members stay in RawJson"] = Free(
            VendorSamples.Quota.Replace("\"subscription\"", "\"beta\": {\"used\": 1, \"limit\": [2]}, \"subscription\"", StringComparison.Ordinal),
            _example),
    };

    public static TheoryData<string> Documents => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Maps_each_document_to_its_snapshot(string document) => _cases[document].AssertMaps(VzlaMapper.Map, VendorSamples.Options);

    [Theory]
    [InlineData("""{"code":"UNAUTHORIZED","message":"Missing subscription identity."}""", "UNAUTHORIZED", "Missing subscription identity.")]
    [InlineData(VendorSamples.UnknownToken, "auth_token_unknown", "Invalid token format")]
    [InlineData("""{"error":"Service is down"}""", null, "Service is down")]
    [InlineData("""{"message":"Hello"}""", null, "Hello")]
    [InlineData("""{"error":{"code":"db_down"},"monthly_limit":1000,"current_usage":0,"remaining":1000,"has_quota":true}""", "db_down", null)]
    public void Status_200_with_an_error_is_never_a_snapshot(string json, string? code, string? message)
    {
        var error = Assert.Throws<QuotaException>(() => Map(json));

        Assert.Equal((QuotaErrorKind.Rejected, code, message), (error.Kind, error.VendorCode, error.VendorMessage));
        Assert.False(error.IsTransient);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":{"remaining_quota":2344452}}""")]
    [InlineData("""{"videoMinutes":{"used":98,"limit":14400}}""")]
    [InlineData("""{"subscription":"Free","status_level":"normal","is_active":true}""")]
    [InlineData("""{"monthly_limit":null,"current_usage":null,"remaining":null,"has_quota":null}""")]
    [InlineData("""{"error":null}""")]
    public void A_document_without_a_quota_is_rejected(string json)
    {
        var error = Assert.Throws<QuotaException>(() => Map(json));

        Assert.Equal((QuotaErrorKind.Protocol, false), (error.Kind, error.IsTransient));
        Assert.Contains("none of the members of a quota document", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("false")]
    [InlineData("{}")]
    public void An_empty_error_member_is_ignored(string error)
    {
        var json = VendorSamples.Quota.Replace("\"subscription\"", $"\"error\": {error}, \"subscription\"", StringComparison.Ordinal);

        Assert.Equal(973, Map(json).Primary.Remaining);
    }

    [Fact]
    public void Overage_is_known_when_remaining_stops_at_zero()
    {
        Assert.Equal(5, Map("""{"monthly_limit":1000,"current_usage":1005,"remaining":0}""").Primary.Overage);
        Assert.Equal(5, Map("""{"monthly_limit":1000,"current_usage":1005,"remaining":-5}""").Primary.Overage);
    }

    private static QuotaSnapshot Map(string json) => SnapshotCase.Map(VzlaMapper.Map, VendorSamples.Options, json);

    private static SnapshotCase Free(string json, QuotaBalance requests) => new(json, requests) { Plan = "Free", IsActive = true };
}
