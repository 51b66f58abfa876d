using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>The source-generated JSON context of the model. Snapshots and balances can be written and read; reports, results and errors can only be
/// written.</summary>
/// <example>
/// <code>
/// string json = JsonSerializer.Serialize(snapshot, QuotaJson.Default.QuotaSnapshot);
/// QuotaSnapshot? same = JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot);
/// </code>
/// </example>
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
// The types of a snapshot's members, for options that combine this context with others.
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(DateTimeOffset?))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(decimal?))]
[JsonSerializable(typeof(bool?))]
public sealed partial class QuotaJson : JsonSerializerContext;
