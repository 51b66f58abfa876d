using System.Text.Json.Serialization;

namespace QuotaKit.Core.Tests.Model;

/// <summary>What an app may keep.</summary>
internal sealed record History(IReadOnlyList<QuotaSnapshot> Snapshots, QuotaBalance Last, QuotaStatus Worst);

/// <summary>An app's own context, which has to generate code for our types.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(History))]
[JsonSerializable(typeof(QuotaReport))]
[JsonSerializable(typeof(InsufficientQuotaException))]
internal sealed partial class AppJson : JsonSerializerContext;
