using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>The JSON of the model, source-generated: <c>JsonSerializer.Serialize(snapshot, QuotaJson.Default.QuotaSnapshot)</c>. Snapshots are
/// written and read; reports, results and errors are only written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(QuotaSnapshot))]
[JsonSerializable(typeof(IReadOnlyList<QuotaSnapshot>))]
[JsonSerializable(typeof(QuotaBalance))]
[JsonSerializable(typeof(IReadOnlyList<QuotaBalance>))]
[JsonSerializable(typeof(QuotaUnit))]
[JsonSerializable(typeof(QuotaKind))]
[JsonSerializable(typeof(QuotaFields))]
[JsonSerializable(typeof(QuotaStatus))]
[JsonSerializable(typeof(QuotaReport))]
[JsonSerializable(typeof(QuotaResult))]
[JsonSerializable(typeof(QuotaException))]
[JsonSerializable(typeof(QuotaConfigurationException))]
[JsonSerializable(typeof(InsufficientQuotaException))]
// Members of a snapshot, for contexts that were combined with this one.
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(DateTimeOffset?))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(decimal?))]
[JsonSerializable(typeof(bool?))]
public sealed partial class QuotaJson : JsonSerializerContext;
