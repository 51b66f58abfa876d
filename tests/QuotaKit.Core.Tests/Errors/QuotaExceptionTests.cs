using System.Text.Json;

namespace QuotaKit.Core.Tests.Errors;

public sealed class QuotaExceptionTests
{
    [Fact]
    public void Json_has_all_properties()
    {
        var error = new QuotaException(QuotaErrorKind.Throttled, "acme", "Acme received too many requests.")
        {
            Account = "team-a",
            StatusCode = 429,
            VendorCode = "slow_down",
            VendorMessage = "Slow down",
            RequestId = "r-1",
            RetryAfter = TimeSpan.FromSeconds(2.5),
            Attempts = 3,
            IsTransient = true,
        };

        Assert.Equal(
            """{"kind":"Throttled","provider":"acme","account":"team-a","message":"Acme received too many requests.","statusCode":429""" +
            ""","vendorCode":"slow_down","vendorMessage":"Slow down","requestId":"r-1","retryAfterSeconds":2.5,"attempts":3,"isTransient":true}""",
            JsonSerializer.Serialize(error));
    }

    [Fact]
    public void Json_has_null_for_unknown_properties() =>
        Assert.Equal(
            """{"kind":"Configuration","provider":"acme","account":"default","message":"Set a key.","statusCode":null,"vendorCode":null""" +
            ""","vendorMessage":null,"requestId":null,"retryAfterSeconds":null,"attempts":0,"isTransient":false}""",
            JsonSerializer.Serialize<QuotaException>(new QuotaConfigurationException("acme", "Set a key.")));

    [Fact]
    public void Deserializing_throws_NotSupported() => Assert.StartsWith(
        "A QuotaException is written to JSON, but not read from it.",
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<QuotaException>("{}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Write_rejects_null_arguments_by_name()
    {
        var converter = new QuotaExceptionConverter();
        using var writer = new Utf8JsonWriter(Stream.Null);

        var error = new QuotaException(QuotaErrorKind.Tls, "acme", "No.");
        Assert.Equal("writer", Assert.Throws<ArgumentNullException>(() => converter.Write(null!, error, JsonSerializerOptions.Default)).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentNullException>(() => converter.Write(writer, null!, JsonSerializerOptions.Default)).ParamName);
    }

    [Fact]
    public void Null_balance_is_rejected_by_name() =>
        Assert.Equal("balance", Assert.Throws<ArgumentNullException>(() => new InsufficientQuotaException("acme", null!, 1, null)).ParamName);

    [Theory]
    [InlineData("2.5", "1", "acme: 12.5 credits of 'credits' are needed, 2.5 credits are available, 1 being held for others.")]
    [InlineData("2.5", "0", "acme: 12.5 credits of 'credits' are needed, 2.5 credits are available.")]
    [InlineData(null, "0", "acme: 12.5 credits of 'credits' are needed, how much is left is unknown.")]
    public void Message_tells_needed_and_available_amounts(string? available, string held, string message)
    {
        var balance = new QuotaBalance { Key = "credits", Label = "Credits", Unit = QuotaUnit.Credits, Kind = QuotaKind.Balance };
        decimal? left = available is null ? null : decimal.Parse(available, System.Globalization.CultureInfo.InvariantCulture);

        var error = new InsufficientQuotaException("acme", balance, 12.50m, left, decimal.Parse(held, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(message, error.Message);
        Assert.Equal((QuotaErrorKind.QuotaExhausted, "credits", QuotaUnit.Credits), (error.Kind, error.BalanceKey, error.Unit));
        Assert.Equal((12.5m, left), (error.Needed, error.Available));
        Assert.Equal(held, error.Held.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
