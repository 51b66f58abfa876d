using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>Writes an error as JSON, so that a web API can return a report with failed accounts. Errors cannot be read from JSON.</summary>
/// <remarks>Derived types have the same members; <see cref="InsufficientQuotaException"/> adds its amounts. To serialize your own derived type by
/// that type, put a <see cref="JsonConverterAttribute"/> with this converter on it: the attribute is not inherited.</remarks>
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
