using System.Text.Json;
using System.Text.Json.Nodes;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Model;

/// <summary>Stored documents, written by version 0.1.0 and by this one. They fail when the format changes.</summary>
public sealed class StoredSnapshotTests
{
    private const string Folder = "tests/QuotaKit.Core.Tests/Model/Stored";

    public static TheoryData<string> First => [.. NamesIn("v0.1.0").Where(n => !n.Contains('@', StringComparison.Ordinal))];

    public static TheoryData<string> FirstWithOptions => [.. NamesIn("v0.1.0").Where(n => n.Contains('@', StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(First))]
    public void Document_of_version_0_1_0_is_read_completely(string name)
    {
        var stored = Load("v0.1.0", name);

        var (before, now) = (JsonNode.Parse(stored)!.AsObject(), JsonNode.Parse(Write(Read(stored)))!.AsObject());

        // The status is computed again from the balances when the document is read.
        before.Remove("status");
        now.Remove("status");
        Assert.Equal(before.ToJsonString(), now.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(FirstWithOptions))]
    public void Document_of_version_0_1_0_with_other_options_is_read(string name)
    {
        var (document, set) = (name.Split('@')[0], name.Split('@')[1]);

        var snapshot = JsonSerializer.Deserialize<QuotaSnapshot>(Load("v0.1.0", name), JsonOptionSets.All[set]);

        Assert.Equal(Read(Load("v0.1.0", document)), snapshot);
    }

    [Theory]
    [MemberData(nameof(First))]
    public void Written_documents_do_not_change(string name)
    {
        var json = Write(Read(Load("v0.1.0", name)));
        if (Environment.GetEnvironmentVariable("QUOTAKIT_APPROVE") == "1")
            File.WriteAllText(PathOf("current", name), json + "\n");

        Assert.Equal(Load("current", name), json);
    }

    /// <summary>Version 0.1.0 requires each of these members and knows no other enum values.</summary>
    [Theory]
    [MemberData(nameof(First))]
    public void Written_documents_can_be_read_by_version_0_1_0(string name)
    {
        var json = JsonNode.Parse(Load("current", name))!;

        Assert.Equal("quotakit.snapshot.v1", json["schema"]!.GetValue<string>());
        Assert.NotNull(json["provider"]);
        Assert.NotNull(json["retrievedAt"]);
        Assert.All(json["balances"]!.AsArray(), balance =>
        {
            Assert.NotNull(balance!["key"]);
            Assert.NotNull(balance["label"]);
            Assert.NotNull(balance["unit"]);
            Assert.Contains(balance["kind"]!.GetValue<string>(), new[] { "Allowance", "Balance", "Bonus" });
            Assert.Contains(balance["status"]!.GetValue<string>(), new[] { "Unknown", "Normal", "Warning", "Critical", "Exhausted", "Inactive" });
            Assert.All(
                $"{balance["derived"]}, {balance["configured"]}".Split(", "),
                field => Assert.Contains(field, new[] { "None", "Used", "Limit", "Remaining" }));
            Assert.All(["used", "limit", "remaining"], amount => Assert.True(balance[amount]?.GetValueKind() is null or JsonValueKind.Number));
        });
    }

    [Fact]
    public void Stored_documents_have_these_values()
    {
        Assert.Equal(39074.2m, Stored("heygen-v2")["credits"].Remaining);
        Assert.Equal((QuotaFields.Used, QuotaFields.Limit), (Stored("heygen-v2-plan").Primary.Derived, Stored("heygen-v2-plan").Primary.Configured));
        Assert.Equal(QuotaUnit.Usd, Stored("heygen-v3-wallet").Primary.Unit);
        Assert.Equal(QuotaUnit.Of("eur"), Stored("heygen-v3-wallet-of-another-currency").Primary.Unit);
        Assert.Equal("Pro", Stored("heygen-v3-subscription").Plan);
        Assert.Equal(85.25m, Stored("heygen-v3-usage")["spending"].Used);
        Assert.Equal(2.5m, Stored("pictory-overage").Primary.Overage);
        Assert.Equal(973, Stored("vzla").Primary.Remaining);
        Assert.Equal("vzla/team-a", Stored("vzla-team").Name);
        Assert.True(Stored("vzla-unlimited").Primary.IsUnlimited);
        Assert.Equal(QuotaStatus.Inactive, Stored("vzla-inactive").Status);
        Assert.True(Stored("vzla-stale").IsStale);
        Assert.Equal(3, Stored("vzla-with-warnings").Warnings.Count);
        Assert.Equal((decimal.MaxValue, 0.0000000000000000000000000001m), (Stored("own")["big"].Remaining, Stored("own")["tiny"].Remaining));
        Assert.Equal(TimeSpan.FromMinutes(-210), Stored("own").RetrievedAt.Offset);
    }

    private static QuotaSnapshot Stored(string name) => Read(Load("v0.1.0", name));

    private static QuotaSnapshot Read(string json) => JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot)!;

    private static string Write(QuotaSnapshot snapshot) => JsonSerializer.Serialize(snapshot, QuotaJson.Default.QuotaSnapshot);

    private static string Load(string version, string name) => File.ReadAllText(PathOf(version, name)).TrimEnd('\n');

    private static string PathOf(string version, string name) => Path.Combine(Repository.Root, Folder, version, $"{name}.json");

    private static IEnumerable<string> NamesIn(string version) =>
        Directory.GetFiles(Path.Combine(Repository.Root, Folder, version), "*.json")
            .Select(f => Path.GetFileNameWithoutExtension(f)!)
            .Order(StringComparer.Ordinal);
}
