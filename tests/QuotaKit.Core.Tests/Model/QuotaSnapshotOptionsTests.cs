using System.Text.Json;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Model;

/// <summary>Snapshots round-trip with any serializer options of an app.</summary>
public sealed class QuotaSnapshotOptionsTests
{
    public static TheoryData<string> Sets => [.. JsonOptionSets.All.Keys];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Snapshot_round_trips_with_any_options(string set)
    {
        var snapshot = Full();
        var options = JsonOptionSets.All[set];

        var back = JsonSerializer.Deserialize<QuotaSnapshot>(JsonSerializer.Serialize(snapshot, options), options)!;

        Assert.Equal(snapshot, back);
        Assert.Equal(snapshot.GetHashCode(), back.GetHashCode());
        Assert.Equal(snapshot.Status, back.Status);
        Assert.True(snapshot.Primary.PeriodStart!.Value.EqualsExact(back.Primary.PeriodStart!.Value));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Any_options_read_a_document_of_QuotaJson(string set)
    {
        var json = JsonSerializer.Serialize(Full(), QuotaJson.Default.QuotaSnapshot);

        Assert.Equal(Full(), JsonSerializer.Deserialize<QuotaSnapshot>(json, JsonOptionSets.All[set]));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Balance_round_trips_with_any_options(string set)
    {
        var options = JsonOptionSets.All[set];

        Assert.All(Full().Balances, b => Assert.Equal(b, JsonSerializer.Deserialize<QuotaBalance>(JsonSerializer.Serialize(b, options), options)));
    }

    [Fact]
    public void Names_follow_the_naming_policy()
    {
        var json = JsonSerializer.Serialize(Full(), JsonOptionSets.All["snake_case"]);

        using var document = JsonDocument.Parse(json);
        Assert.True(document.RootElement.TryGetProperty("retrieved_at", out _));
        Assert.True(document.RootElement.GetProperty("balances")[0].TryGetProperty("is_unlimited", out _));
    }

    [Fact]
    public void Enums_follow_the_apps_converter()
    {
        var json = JsonSerializer.Serialize(Full(), JsonOptionSets.All["camel-case-enums"]);

        Assert.Contains("\"kind\":\"bonus\"", json, StringComparison.Ordinal);
        Assert.Contains("\"derived\":\"used, limit\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_context_of_an_app_round_trips_snapshots()
    {
        var history = new History([Full(), Full() with { IsStale = true }], Full().Primary, QuotaStatus.Critical);

        var json = JsonSerializer.Serialize(history, AppJson.Default.History);
        var back = JsonSerializer.Deserialize(json, AppJson.Default.History)!;

        Assert.Equal(history.Snapshots, back.Snapshots);
        Assert.Equal((history.Last, history.Worst), (back.Last, back.Worst));
    }

    [Fact]
    public async Task Document_from_a_stream_is_read()
    {
        // Larger than the serializer's buffer, with an unknown member.
        var json = JsonSerializer.Serialize(Full() with { RawJson = new string('x', 100_000) }, QuotaJson.Default.QuotaSnapshot);
        json = json.Insert(1, $$"""
            "later":{"a":["{{new string('y', 40_000)}}"]},
            """);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));

        var back = await JsonSerializer.DeserializeAsync(stream, QuotaJson.Default.QuotaSnapshot, TestContext.Current.CancellationToken);

        Assert.Equal(100_000, back!.RawJson!.Length);
    }

    // Not a theory, because attributes cannot hold lone surrogates.
    [Fact]
    public void Unusual_text_round_trips() => Assert.All(["\ud800", "a\udc00\ud800b", "\ud83d\ude00 \u2028 \0 \uffff \ufeff \"\\"], text =>
    {
        var snapshot = Full() with { RawJson = text, Plan = text, RequestId = text, Warnings = [text], Provider = text, Account = text };
        snapshot = snapshot with { Balances = [snapshot.Primary with { Key = text, Label = text, Unit = QuotaUnit.Of(text) }] };

        var back = JsonSerializer.Deserialize(JsonSerializer.Serialize(snapshot, QuotaJson.Default.QuotaSnapshot), QuotaJson.Default.QuotaSnapshot);

        Assert.Equal(snapshot, back);
        Assert.Equal(snapshot.GetHashCode(), back!.GetHashCode());
    });

    private static QuotaSnapshot Full()
    {
        var retrievedAt = new DateTimeOffset(2026, 5, 11, 9, 30, 0, 125, TimeSpan.FromMinutes(-210)).AddTicks(1);
        return new()
        {
            Provider = "acme",
            Account = "team-a",
            RetrievedAt = retrievedAt,
            Plan = null,
            IsActive = true,
            RequestId = "r-1",
            Warnings = ["odd", ""],
            RawJson = """{"a":"ü"}""",
            Balances =
            [
                new()
                {
                    Key = "a",
                    Label = "A",
                    Unit = QuotaUnit.Of("seats"),
                    Kind = QuotaKind.Balance,
                    Used = 1.50m,
                    Limit = decimal.MaxValue,
                    Remaining = 0.0000000000000000000000000001m,
                    Derived = QuotaFields.Used | QuotaFields.Limit,
                    Configured = QuotaFields.Remaining,
                    PeriodStart = retrievedAt,
                    ResetsAt = DateTimeOffset.MaxValue,
                    Status = QuotaStatus.Critical,
                },
                // These values are the defaults of their types, which options may leave out.
                new() { Key = "b", Label = "", Unit = QuotaUnit.Unspecified, Kind = QuotaKind.Allowance, Used = 0, Status = QuotaStatus.Unknown },
                new() { Key = "c", Label = "C", Unit = QuotaUnit.Videos, Kind = QuotaKind.Bonus, IsUnlimited = true, Status = QuotaStatus.Normal },
            ],
        };
    }
}
