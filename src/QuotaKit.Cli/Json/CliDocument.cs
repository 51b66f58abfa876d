using System.Text.Json.Serialization;

namespace QuotaKit.Cli.Json;

/// <summary>The base of the documents that <c>--json</c> prints: each starts with its schema and the command.</summary>
internal abstract record CliDocument([property: JsonPropertyOrder(-1)] string Command)
{
    [JsonPropertyOrder(-2)]
    public string Schema { get; } = "quotakit.cli.v1";
}
