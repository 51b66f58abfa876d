using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>The JSON of the model, source-generated: <c>JsonSerializer.Serialize(snapshot, QuotaJson.Default.QuotaSnapshot)</c>. Snapshots are
/// written and read; a report is only written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(QuotaSnapshot))]
[JsonSerializable(typeof(IReadOnlyList<QuotaSnapshot>))]
[JsonSerializable(typeof(QuotaReport))]
public sealed partial class QuotaJson : JsonSerializerContext;
