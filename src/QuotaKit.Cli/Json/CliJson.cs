using System.Text.Json.Serialization;

namespace QuotaKit.Cli.Json;

/// <summary>The JSON of the command's own documents, source-generated.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ShowDocument))]
[JsonSerializable(typeof(CheckDocument))]
[JsonSerializable(typeof(ProvidersDocument))]
[JsonSerializable(typeof(EstimateDocument))]
[JsonSerializable(typeof(PricesDocument))]
[JsonSerializable(typeof(DoctorDocument))]
[JsonSerializable(typeof(WatchDocument))]
internal sealed partial class CliJson : JsonSerializerContext;
