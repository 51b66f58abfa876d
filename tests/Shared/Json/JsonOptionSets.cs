using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace QuotaKit.Tests.Shared;

/// <summary>Serializer options as apps may use them.</summary>
internal static class JsonOptionSets
{
    public static IReadOnlyDictionary<string, JsonSerializerOptions> All { get; } = new Dictionary<string, JsonSerializerOptions>
    {
        ["default"] = new(),
        ["web"] = new(JsonSerializerDefaults.Web),
        ["strict"] = new(JsonSerializerOptions.Strict),
        ["snake_case"] = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower },
        ["KEBAB-CASE"] = new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper, PropertyNameCaseInsensitive = true },
        ["when-writing-default"] = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault },
        ["when-writing-null"] = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull },
        ["numbers-as-strings"] = new() { NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString },
        ["fields"] = new() { IncludeFields = true, WriteIndented = true },
        ["disallow-unmapped"] = new() { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow },
        ["ignore-read-only"] = new() { IgnoreReadOnlyProperties = true },
        ["camel-case-enums"] = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } },
        ["relaxed"] = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping },
        ["preserve"] = new() { ReferenceHandler = ReferenceHandler.Preserve },
        ["populate"] = new() { PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate },
        ["short-times"] = new() { Converters = { new WholeSeconds() } },
        ["source-generated"] = QuotaJson.Default.Options,
        ["source-generated, behind another"] = new()
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine(new DefaultJsonTypeInfoResolver(), QuotaJson.Default),
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        },
    };

    /// <summary>An app's converter for times. It loses the offset and the milliseconds.</summary>
    private sealed class WholeSeconds : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.ToUnixTimeSeconds());
    }
}
