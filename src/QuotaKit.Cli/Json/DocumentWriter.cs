using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace QuotaKit.Cli.Json;

internal static class DocumentWriter
{
    public static Task WriteAsync<T>(this T document, TextWriter output, JsonTypeInfo<T> type)
        where T : CliDocument => output.WriteLineAsync(JsonSerializer.Serialize(document, type));
}
