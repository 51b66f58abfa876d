using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace QuotaKit.Cli.Json;

/// <summary>Writes documents as JSON.</summary>
internal static class DocumentWriter
{
    public static Task WriteAsync<T>(this T document, TextWriter output, JsonTypeInfo<T> type)
        where T : CliDocument => output.WriteLineAsync(JsonSerializer.Serialize(document, type));
}
