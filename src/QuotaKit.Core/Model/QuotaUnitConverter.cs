using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>Reads and writes a unit as its name: <c>"credits"</c>.</summary>
/// <remarks>It is public because generated JSON contexts of apps refer to it.</remarks>
public sealed class QuotaUnitConverter : JsonConverter<QuotaUnit>
{
    /// <inheritdoc/>
    public override QuotaUnit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("A unit must be a string: its name.");
        var name = reader.GetString();
        return string.IsNullOrWhiteSpace(name) ? throw new JsonException("A unit needs a name.") : QuotaUnit.Of(name);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, QuotaUnit value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Name);
    }
}
