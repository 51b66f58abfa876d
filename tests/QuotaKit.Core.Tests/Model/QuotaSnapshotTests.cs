using System.Text.Json;

namespace QuotaKit.Core.Tests.Model;

public sealed class QuotaSnapshotTests
{
    private static readonly DateTimeOffset _now = new(2026, 5, 11, 9, 30, 0, TimeSpan.FromHours(2));

    [Fact]
    public void Snapshot_round_trips_through_json()
    {
        var snapshot = Sample() with { RawJson = """{"a":"ü"}""", IsStale = true, Warnings = ["odd"], IsActive = true, RequestId = "r-1" };

        var json = JsonSerializer.Serialize(snapshot, QuotaJson.Default.QuotaSnapshot);
        var back = JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot)!;

        Assert.Equal(snapshot, back);
        Assert.Equal(snapshot.Balances, back.Balances);
        Assert.StartsWith("""{"schema":"quotakit.snapshot.v1","provider":"acme",""", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_numbers_are_null_in_json()
    {
        var json = JsonSerializer.Serialize(SnapshotOf(Balance()), QuotaJson.Default.QuotaSnapshot);

        Assert.Contains("\"used\":null,\"limit\":null,\"remaining\":null", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_of_another_schema_is_rejected()
    {
        var json = JsonSerializer.Serialize(Sample(), QuotaJson.Default.QuotaSnapshot).Replace("snapshot.v1", "snapshot.v2", StringComparison.Ordinal);

        var error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot));

        Assert.Contains("quotakit.snapshot.v2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_without_account_means_the_default_account()
    {
        var json = """{"provider":"acme","retrievedAt":"2026-05-11T09:30:00+02:00","balances":[{"key":"a","label":"A","unit":"seats","kind":"Bonus"}]}""";

        var snapshot = JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot)!;

        Assert.Equal("default", snapshot.Account);
        Assert.Empty(snapshot.Warnings);
        Assert.Equal(QuotaUnit.Of("seats"), snapshot.Primary.Unit);
    }

    [Fact]
    public void Snapshot_requires_a_balance() =>
        Assert.Throws<ArgumentException>(() => Sample() with { Balances = [] });

    [Fact]
    public void Status_is_the_worst_of_the_balances_without_bonus()
    {
        var snapshot = SnapshotOf(
            Balance("a") with { Status = QuotaStatus.Normal },
            Balance("b") with { Status = QuotaStatus.Warning },
            Balance("c") with { Status = QuotaStatus.Exhausted, Kind = QuotaKind.Bonus });

        Assert.Equal(QuotaStatus.Warning, snapshot.Status);
        Assert.Equal(QuotaStatus.Inactive, (snapshot with { IsActive = false }).Status);
        Assert.Equal(QuotaStatus.Warning, (snapshot with { IsActive = true }).Status);
    }

    [Fact]
    public void Unknown_key_error_lists_the_keys()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => SnapshotOf(Balance("a"), Balance("b"))["c"]);

        Assert.Equal("acme has no balance 'c'. It has: a, b.", error.Message);
    }

    [Fact]
    public void TryGetBalance_finds_by_exact_key()
    {
        var snapshot = SnapshotOf(Balance("a"), Balance("b"));

        Assert.True(snapshot.TryGetBalance("b", out var found));
        Assert.Same(snapshot.Balances[1], found);
        Assert.False(snapshot.TryGetBalance("B", out var none));
        Assert.Null(none);
    }

    [Fact]
    public void ToString_is_one_line()
    {
        Assert.Equal(
            "acme/team-a: Warning, plan Pro; credits: 81.5 of 100 credits used, 18.5 left (Warning) at 2026-05-11T09:30:00+02:00",
            (Sample() with { Account = "team-a", Plan = "Pro" }).ToString());
    }

    [Fact]
    public void Snapshots_with_equal_contents_are_equal()
    {
        Assert.Equal(Sample(), Sample());
        Assert.Equal(Sample().GetHashCode(), Sample().GetHashCode());
        Assert.NotEqual(Sample(), Sample() with { Warnings = ["odd"] });
        Assert.NotEqual(Sample(), SnapshotOf(Balance()));
    }

    private static QuotaSnapshot Sample()
    {
        var builder = new QuotaSnapshotBuilder("acme", "default", _now, QuotaThresholds.Default);
        builder.Add(Balance("credits") with { Unit = QuotaUnit.Credits, Used = 81.50m, Limit = 100, PeriodStart = _now, ResetsAt = _now.AddDays(3) });
        return builder.Build();
    }

    private static QuotaSnapshot SnapshotOf(params QuotaBalance[] balances) =>
        new() { Provider = "acme", RetrievedAt = _now, Balances = balances };

    private static QuotaBalance Balance(string key = "a") =>
        new() { Key = key, Label = key, Unit = QuotaUnit.Unspecified, Kind = QuotaKind.Allowance };
}
