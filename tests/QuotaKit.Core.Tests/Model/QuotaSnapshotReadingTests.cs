using System.Text.Json;
using System.Text.Json.Nodes;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Model;

/// <summary>Documents that this version did not write.</summary>
public sealed class QuotaSnapshotReadingTests
{
    private const string Document = """
        {"schema":"quotakit.snapshot.v1","provider":"acme","account":"default","retrievedAt":"2026-05-11T09:30:00+02:00",
         "balances":[{"key":"a","label":"A","unit":"credits","kind":"Allowance","used":1,"limit":3,"remaining":2,"derived":"Remaining",
          "configured":"Limit","isUnlimited":false,"periodStart":null,"resetsAt":null,"status":"Normal"}],
         "plan":null,"isActive":null,"status":"Normal","requestId":null,"warnings":["odd"],"isStale":false,"rawJson":null}
        """;

    [Fact]
    public void Unknown_members_are_ignored()
    {
        var json = With("later", """{"provider":"x","balances":[1,{"kind":null}]}""");
        json["balances"]![0]!["later"] = JsonNode.Parse("""[{"key":1}]""");

        Assert.Equal(Read(Document), Read(json.ToJsonString()));
        Assert.Equal(Read(Document), JsonSerializer.Deserialize<QuotaSnapshot>(json.ToJsonString(), JsonSerializerOptions.Strict));
    }

    [Theory]
    [InlineData("status", "\"Paused\"", "Paused", "Unknown")]
    [InlineData("status", "17", "17", "Unknown")]
    [InlineData("status", "\"Normal, Warning\"", "Normal, Warning", "Unknown")]
    [InlineData("kind", "\"Credit\\u001b[31m\"", "Credit [31m", "Balance")]
    [InlineData("derived", "\"Used, Forecast\"", "Used, Forecast", "Used")]
    [InlineData("configured", "12", "12", "Remaining")]
    public void Unknown_enum_value_becomes_the_nearest_with_a_warning(string member, string value, string shown, string nearest)
    {
        var json = JsonNode.Parse(Document)!;
        json["balances"]![0]![member] = JsonNode.Parse(value);

        var snapshot = Read(json.ToJsonString());

        var warning = $"'balances[0].{member}' is '{shown}' in the document, which this version of QuotaKit does not know; it is read as {nearest}.";
        Assert.Equal(["odd", warning], snapshot.Warnings);
        var (balance, expected) = (snapshot.Primary, Read(Document).Primary);
        Assert.Equal(
            member switch
            {
                "status" => expected with { Status = QuotaStatus.Unknown },
                "kind" => expected with { Kind = QuotaKind.Balance },
                "derived" => expected with { Derived = QuotaFields.Used },
                _ => expected with { Configured = QuotaFields.Remaining },
            },
            balance);
        Assert.Equal(snapshot, Read(JsonSerializer.Serialize(snapshot)));
    }

    [Theory]
    [InlineData("\"Paused\"")]
    [InlineData("17")]
    [InlineData("\"Normal, Warning\"")]
    public void Unknown_enum_value_passes_the_apps_converter(string status)
    {
        var json = JsonNode.Parse(Document)!;
        json["balances"]![0]!["status"] = JsonNode.Parse(status);

        var snapshot = JsonSerializer.Deserialize<QuotaSnapshot>(json.ToJsonString(), JsonOptionSets.All["camel-case-enums"])!;

        Assert.Equal((QuotaStatus.Unknown, 2), (snapshot.Primary.Status, snapshot.Warnings.Count));
    }

    [Fact]
    public void Time_written_by_an_apps_converter_is_read()
    {
        var json = With("retrievedAt", "1778484600");

        var snapshot = JsonSerializer.Deserialize<QuotaSnapshot>(json.ToJsonString(), JsonOptionSets.All["short-times"])!;

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1778484600), snapshot.RetrievedAt);
    }

    [Theory]
    [InlineData("\"critical\"")]
    [InlineData("3")]
    public void Status_is_read_in_any_case_and_as_a_number(string status)
    {
        var json = JsonNode.Parse(Document)!;
        json["balances"]![0]!["status"] = JsonNode.Parse(status);

        Assert.Equal(QuotaStatus.Critical, Read(json.ToJsonString()).Primary.Status);
    }

    [Theory]
    [InlineData("provider", "null", "'provider' is null; a value is required.")]
    [InlineData("retrievedAt", "null", "'retrievedAt' is null; a value is required.")]
    [InlineData("balances", "null", "'balances' is null; a value is required.")]
    [InlineData("balances", "[]", "'balances' is empty; a snapshot has at least one balance.")]
    [InlineData("balances", "[null]", "'balances[0]' is null; a value is required.")]
    [InlineData("balances", "{}", "'balances' is not a list.")]
    [InlineData("warnings", "[\"a\",null]", "'warnings[1]' is not a string.")]
    [InlineData("isStale", "null", "'isStale' is null; a value is required.")]
    [InlineData("isActive", "1", "'isActive' is neither true nor false.")]
    [InlineData("retrievedAt", "\"yesterday\"", "'retrievedAt' is not a valid time.")]
    [InlineData("plan", "1", "'plan' is not a string.")]
    public void Invalid_value_is_a_JsonException_naming_the_member(string member, string value, string message) =>
        Assert.Equal(message, Refused(With(member, value).ToJsonString()).Message);

    [Theory]
    [InlineData("key", "null", "is null; a value is required")]
    [InlineData("label", "null", "is null; a value is required")]
    [InlineData("unit", "null", "is null; a value is required")]
    [InlineData("unit", "\" \"", "is empty; a unit has a name")]
    [InlineData("kind", "null", "is null; a value is required")]
    [InlineData("kind", "true", "is not a string")]
    [InlineData("status", "null", "is null; a value is required")]
    [InlineData("status", "1.5", "is not a name")]
    [InlineData("derived", "null", "is null; a value is required")]
    [InlineData("isUnlimited", "null", "is null; a value is required")]
    [InlineData("used", "1e999", "is not a valid amount")]
    [InlineData("used", "\"many\"", "is not a valid amount")]
    [InlineData("used", "true", "is not a valid amount")]
    public void Invalid_balance_value_is_a_JsonException_naming_the_member(string member, string value, string what)
    {
        // Replaced as text, because JsonNode cannot hold every number.
        var json = JsonNode.Parse(Document)!;
        json["balances"]![0]![member] = "HERE";

        var error = Refused(json.ToJsonString().Replace("\"HERE\"", value, StringComparison.Ordinal));

        Assert.Equal($"'balances[0].{member}' {what}.", error.Message);
    }

    [Theory]
    [InlineData("provider")]
    [InlineData("retrievedAt")]
    [InlineData("balances")]
    public void Missing_member_is_named(string member)
    {
        var json = JsonNode.Parse(Document)!.AsObject();
        json.Remove(member);

        Assert.Equal($"'{member}' is missing.", Refused(json.ToJsonString()).Message);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("label")]
    public void Missing_member_of_a_balance_is_named(string member)
    {
        var json = JsonNode.Parse(Document)!;
        json["balances"]![0]!.AsObject().Remove(member);

        Assert.Equal($"'balances[0].{member}' is missing.", Refused(json.ToJsonString()).Message);
    }

    [Fact]
    public void Another_schema_is_rejected_before_other_members()
    {
        // A database that sorts members may put the schema last. The other members have other types.
        const string json = """{"balances":{"credits":12},"provider":7,"schema":"quotakit.snapshot.v2"}""";

        Assert.Equal(
            "The document is of schema 'quotakit.snapshot.v2'; this version of QuotaKit reads 'quotakit.snapshot.v1'.",
            Refused(json).Message);
    }

    [Theory]
    [InlineData("\"provider\":\"acme\"", "\"provider\":\"acme\",\"provider\":\"other\"", "'provider' occurs twice.")]
    [InlineData("\"used\":1", "\"used\":1,\"used\":0", "'balances[0].used' occurs twice.")]
    public void Duplicate_members_are_rejected(string once, string twice, string message)
    {
        var json = Document.Replace(once, twice, StringComparison.Ordinal);

        Assert.Equal(message, Refused(json).Message);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("\"vzla\"")]
    [InlineData("{")]
    public void Anything_but_an_object_is_rejected(string json) => Refused(json);

    [Fact]
    public void Null_document_is_null() => Assert.Null(JsonSerializer.Deserialize("null", QuotaJson.Default.QuotaSnapshot));

    [Theory]
    [InlineData("null")]
    [InlineData("12")]
    [InlineData("\"\"")]
    public void Unit_without_a_name_is_rejected(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaUnit));

    private static JsonObject With(string member, string value)
    {
        var json = JsonNode.Parse(Document)!.AsObject();
        json[member] = JsonNode.Parse(value);
        return json;
    }

    private static JsonException Refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot));

    private static QuotaSnapshot Read(string json) => JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot)!;
}
