using System.Text.Json;
using FsCheck.Fluent;
using QuotaKit.Fuzz.Tests.Properties;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Fuzz.Tests;

/// <summary>Properties of the JSON of all snapshots, with all sets of serializer options.</summary>
public sealed class SnapshotJsonTests
{
    [Fact]
    public void Any_snapshot_survives_a_JSON_round_trip() => Property.Holds(
        from snapshot in Snapshots.All
        from set in Gen.Elements<string>([.. JsonOptionSets.All.Keys])
        select (snapshot, set),
        example =>
        {
            var (snapshot, options) = (example.snapshot, JsonOptionSets.All[example.set]);

            var json = JsonSerializer.Serialize(snapshot, options);
            var back = JsonSerializer.Deserialize<QuotaSnapshot>(json, options)!;

            Assert.Equal(snapshot, back);
            Assert.Equal(snapshot.GetHashCode(), back.GetHashCode());
            Assert.Equal(json, JsonSerializer.Serialize(back, options));
        });

    [Fact]
    public void Any_truncated_document_throws_JsonException() => Property.Holds(
        from snapshot in Snapshots.All
        from share in Gen.Choose(0, 999)
        select (snapshot, share),
        example =>
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(example.snapshot, QuotaJson.Default.QuotaSnapshot);

            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json.AsSpan(0, json.Length * example.share / 1000), QuotaJson.Default.QuotaSnapshot));
        });

    [Fact]
    public void Any_changed_byte_is_read_or_throws_JsonException() => Property.Holds(
        from snapshot in Snapshots.All
        from share in Gen.Choose(0, 999)
        from value in Gen.Choose(byte.MinValue, byte.MaxValue)
        select (snapshot, share, value),
        example =>
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(example.snapshot, QuotaJson.Default.QuotaSnapshot);
            json[json.Length * example.share / 1000] = (byte)example.value;
            try
            {
                JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot);
            }
            catch (JsonException)
            {
            }
        });
}
