using System.Text.Json.Serialization;

namespace QuotaKit.Core.Tests.Model;

/// <summary>A type of an app that contains snapshots.</summary>
internal sealed record History(IReadOnlyList<QuotaSnapshot> Snapshots, QuotaBalance Last, QuotaStatus Worst);

/// <summary>An app's own JSON context, which generates code for our types.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(History))]
[JsonSerializable(typeof(QuotaReport))]
[JsonSerializable(typeof(InsufficientQuotaException))]
internal sealed partial class AppJson : JsonSerializerContext;
