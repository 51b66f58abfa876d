using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>A unit as its name: <c>"credits"</c>.</summary>
internal sealed class QuotaUnitConverter : JsonConverter<QuotaUnit>
{
    public override QuotaUnit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.GetString();
        return string.IsNullOrWhiteSpace(name) ? throw new JsonException("A unit needs a name.") : QuotaUnit.Of(name);
    }

    public override void Write(Utf8JsonWriter writer, QuotaUnit value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
