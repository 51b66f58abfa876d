using System.Text.Json.Serialization;

namespace QuotaKit.Cli.Json;

/// <summary>What each document of the command begins with.</summary>
internal abstract record CliDocument([property: JsonPropertyOrder(-1)] string Command)
{
    [JsonPropertyOrder(-2)]
    public string Schema { get; } = "quotakit.cli.v1";
}
