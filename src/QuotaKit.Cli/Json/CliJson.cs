using System.Text.Json.Serialization;

namespace QuotaKit.Cli.Json;

/// <summary>The source-generated serialization of the command's documents.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ShowDocument))]
[JsonSerializable(typeof(CheckDocument))]
[JsonSerializable(typeof(AccountsDocument))]
[JsonSerializable(typeof(EstimateDocument))]
[JsonSerializable(typeof(PricesDocument))]
[JsonSerializable(typeof(DoctorDocument))]
[JsonSerializable(typeof(WatchDocument))]
[JsonSerializable(typeof(ReservationDocument))]
[JsonSerializable(typeof(HoldsDocument))]
[JsonSerializable(typeof(RunDocument))]
internal sealed partial class CliJson : JsonSerializerContext;
