using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>A unit as its name: <c>"credits"</c>. Public, because a JSON context of yours that contains a snapshot refers to it.</summary>
public sealed class QuotaUnitConverter : JsonConverter<QuotaUnit>
{
    /// <inheritdoc/>
    public override QuotaUnit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("A unit is a string, its name.");
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
