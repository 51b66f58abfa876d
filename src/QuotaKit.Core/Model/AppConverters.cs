using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>Uses the converters in an app's <see cref="JsonSerializerOptions"/>, such as one that writes enums in camelCase.</summary>
internal static class AppConverters
{
    /// <summary>Finds the app's converter for a type; null when it has none.</summary>
    public static JsonConverter<T>? Find<T>(JsonSerializerOptions options)
    {
        // By index, because enumerating the list allocates even when it is empty.
        for (var i = 0; i < options.Converters.Count; i++)
        {
            var converter = options.Converters[i];
            if (converter.CanConvert(typeof(T)))
                return converter as JsonConverter<T> ?? (converter as JsonConverterFactory)?.CreateConverter(typeof(T), options) as JsonConverter<T>;
        }

        return null;
    }

    /// <summary>Reads a value with the app's converter. Returns null and leaves the reader where it was when there is no converter or it fails.</summary>
    public static T? Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
        where T : struct
    {
        if (Find<T>(options) is not { } converter)
            return null;
        var ahead = reader;
        try
        {
            var value = converter.Read(ref ahead, typeof(T), options);
            reader = ahead;
            return value;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
