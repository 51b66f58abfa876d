using System.Text.Json;
using System.Text.Json.Serialization;
using QuotaKit.Core.Tests.Model;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Errors;

/// <summary>Errors have the same members in JSON, for every derived type and every type they are serialized as.</summary>
public sealed class QuotaExceptionJsonTests
{
    private const string Unset =
        """
        "statusCode":null,"vendorCode":null,"vendorMessage":null,"requestId":null,"retryAfterSeconds":null,"attempts":0,"isTransient":false
        """;

    private const string Configuration =
        $$"""{"kind":"Configuration","provider":"acme","account":"default","message":"Set a key.",{{Unset}}}""";

    private const string Lack =
        """{"kind":"QuotaExhausted","provider":"acme","account":"default","message":"acme: 12.5 seats of 'a' are needed, """ +
        $$"""2 seats are available, 1 being held for others.",{{Unset}},"needed":12.50,"available":2,"held":1,"balanceKey":"a","unit":"seats"}""";

    public static TheoryData<string> Sets => [.. JsonOptionSets.All.Keys];

    // The relaxed encoder keeps the apostrophes of the expected JSON readable.
    private static JsonSerializerOptions OptionsOf(string set) =>
        new(JsonOptionSets.All[set]) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = false };

    [Theory]
    [MemberData(nameof(Sets))]
    public void QuotaConfigurationException_has_the_base_shape_under_any_options(string set)
    {
        var (error, options) = (new QuotaConfigurationException("acme", "Set a key."), OptionsOf(set));

        Assert.Equal(Configuration, JsonSerializer.Serialize(error, options));
        Assert.Equal(Configuration, JsonSerializer.Serialize<QuotaException>(error, options));
        Assert.Equal(Configuration, JsonSerializer.Serialize<object>(error, options));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void InsufficientQuotaException_has_its_amounts_under_any_options(string set)
    {
        var (error, options) = (TooLittle(2), OptionsOf(set));

        Assert.Equal(Lack, JsonSerializer.Serialize(error, options));
        Assert.Equal(Lack, JsonSerializer.Serialize<QuotaException>(error, options));
        Assert.Equal(Lack, JsonSerializer.Serialize<object>(error, options));
    }

    [Fact]
    public void Generated_contexts_have_the_same_shape()
    {
        var lack = TooLittle(2);

        Assert.Equal(JsonSerializer.Serialize(lack), JsonSerializer.Serialize(lack, QuotaJson.Default.InsufficientQuotaException));
        Assert.Equal(JsonSerializer.Serialize(lack), JsonSerializer.Serialize(lack, QuotaJson.Default.QuotaException));
        Assert.Equal(JsonSerializer.Serialize(lack), JsonSerializer.Serialize(lack, AppJson.Default.InsufficientQuotaException));
    }

    [Fact]
    public void Unknown_available_amount_is_null() =>
        Assert.Contains("\"available\":null", JsonSerializer.Serialize(TooLittle(null)), StringComparison.Ordinal);

    [Fact]
    public async Task Results_and_reports_hold_derived_errors()
    {
        using var client = new QuotaClient([new Failing(TooLittle(2))]);
        var report = await client.GetAllAsync(cancellationToken: TestContext.Current.CancellationToken);
        var result = report.Results[0];

        string[] written =
        [
            JsonSerializer.Serialize(report, QuotaJson.Default.QuotaReport),
            JsonSerializer.Serialize(report, JsonSerializerOptions.Web),
            JsonSerializer.Serialize(result, QuotaJson.Default.QuotaResult),
            JsonSerializer.Serialize(result, JsonSerializerOptions.Web),
        ];

        Assert.All(written, json =>
        {
            using var document = JsonDocument.Parse(json);
            var one = document.RootElement.TryGetProperty("results", out var results) ? results[0] : document.RootElement;
            Assert.Equal("acme", one.GetProperty("name").GetString());
            Assert.False(one.GetProperty("isSuccess").GetBoolean());
            Assert.Equal(12.5m, one.GetProperty("error").GetProperty("needed").GetDecimal());
        });
        Assert.Contains("\"needed\":12.50", JsonSerializer.Serialize(report, AppJson.Default.QuotaReport), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(QuotaException))]
    [InlineData(typeof(QuotaConfigurationException))]
    [InlineData(typeof(InsufficientQuotaException))]
    public void Errors_cannot_be_read(Type type)
    {
        Assert.StartsWith(
            "A QuotaException is written to JSON, but not read from it.",
            Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize("{}", type)).Message,
            StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize("{}", type, QuotaJson.Default.Options));
    }

    [Fact]
    public void Own_exception_with_the_converter_has_the_base_shape() =>
        Assert.StartsWith("""{"kind":"Rejected","provider":"acme",""", JsonSerializer.Serialize(new OwnException()), StringComparison.Ordinal);

    [Fact]
    public void Hostile_balance_key_stays_on_one_line()
    {
        var balance = new QuotaBalance { Key = "a\u001b[31m\r\nb", Label = "", Unit = QuotaUnit.Of("seats\u0007"), Kind = QuotaKind.Bonus };

        var error = new InsufficientQuotaException("acme", balance, 1, 0);

        Assert.Equal("acme: 1 seats  of 'a [31m  b' are needed, 0 seats  are available.", error.Message);
    }

    private static InsufficientQuotaException TooLittle(decimal? available) =>
        new("acme", new QuotaBalance { Key = "a", Label = "A", Unit = QuotaUnit.Of("seats"), Kind = QuotaKind.Balance }, 12.50m, available, 1);

    private sealed class Failing(QuotaException error) : IQuotaProvider
    {
        public string Name => "acme";

        public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => Task.FromException<QuotaSnapshot>(error);
    }

    [JsonConverter(typeof(QuotaExceptionConverter))]
    private sealed class OwnException() : QuotaException(QuotaErrorKind.Rejected, "acme", "No.");
}
