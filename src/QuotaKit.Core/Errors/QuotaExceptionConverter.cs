using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>Writes what an error says, so that a report with a failed account can be returned from a web API. Errors are not read back.</summary>
/// <remarks>Derived types have the same shape, and <see cref="InsufficientQuotaException"/> its amounts as well. To serialize by the type of an
/// exception of your own, put this converter on that type: attributes of converters are not inherited.</remarks>
public sealed class QuotaExceptionConverter : JsonConverter<QuotaException>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeof(QuotaException).IsAssignableFrom(typeToConvert);

    /// <summary>Not supported.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override QuotaException Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A QuotaException is written to JSON, but not read from it.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, QuotaException value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        writer.WriteString("kind", value.Kind.ToString());
        writer.WriteString("provider", value.Provider);
        writer.WriteString("account", value.Account);
        writer.WriteString("message", value.Message);
        WriteNumber("statusCode", value.StatusCode);
        writer.WriteString("vendorCode", value.VendorCode);
        writer.WriteString("vendorMessage", value.VendorMessage);
        writer.WriteString("requestId", value.RequestId);
        WriteNumber("retryAfterSeconds", value.RetryAfter?.TotalSeconds);
        writer.WriteNumber("attempts", value.Attempts);
        writer.WriteBoolean("isTransient", value.IsTransient);
        if (value is InsufficientQuotaException lack)
            WriteAmounts(writer, lack);
        writer.WriteEndObject();

        void WriteNumber(string name, double? number)
        {
            if (number is { } known)
                writer.WriteNumber(name, known);
            else
                writer.WriteNull(name);
        }
    }

    private static void WriteAmounts(Utf8JsonWriter writer, InsufficientQuotaException lack)
    {
        writer.WriteNumber("needed", lack.Needed);
        if (lack.Available is { } available)
            writer.WriteNumber("available", available);
        else
            writer.WriteNull("available");
        writer.WriteNumber("held", lack.Held);
        writer.WriteString("balanceKey", lack.BalanceKey);
        writer.WriteString("unit", lack.Unit.Name);
    }
}
