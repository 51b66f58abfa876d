using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuotaKit.Cli.Json;

/// <summary>What <c>quotakit show --json</c> prints.</summary>
internal sealed record ShowDocument(IReadOnlyList<AccountEntry> Results)
{
    [JsonPropertyOrder(-2)]
    public string Schema { get; } = "quotakit.cli.v1";

    [JsonPropertyOrder(-1)]
    public string Command { get; } = "show";

    public static ShowDocument Of(IEnumerable<QuotaResult> results) => new([.. results.Select(AccountEntry.Of)]);

    public Task WriteAsync(TextWriter output) => output.WriteLineAsync(JsonSerializer.Serialize(this, CliJson.Default.ShowDocument));
}
