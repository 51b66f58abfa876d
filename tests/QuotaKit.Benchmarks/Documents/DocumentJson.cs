using System.Text.Json.Serialization;

namespace QuotaKit.Benchmarks.Documents;

/// <summary>The floor's source-generated JSON.</summary>
[JsonSerializable(typeof(HeyGenDocument))]
[JsonSerializable(typeof(PictoryDocument))]
[JsonSerializable(typeof(VzlaDocument))]
internal sealed partial class DocumentJson : JsonSerializerContext;
