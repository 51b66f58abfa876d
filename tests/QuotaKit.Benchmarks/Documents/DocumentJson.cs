using System.Text.Json.Serialization;

namespace QuotaKit.Benchmarks.Documents;

/// <summary>Source-generated JSON for <c>FloorCall</c>.</summary>
[JsonSerializable(typeof(HeyGenDocument))]
[JsonSerializable(typeof(PictoryDocument))]
[JsonSerializable(typeof(VzlaDocument))]
internal sealed partial class DocumentJson : JsonSerializerContext;
