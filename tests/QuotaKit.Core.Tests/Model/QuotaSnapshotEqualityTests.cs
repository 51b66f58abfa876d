namespace QuotaKit.Core.Tests.Model;

/// <summary>Snapshots are equal by value, and each property counts.</summary>
public sealed class QuotaSnapshotEqualityTests
{
    private static readonly DateTimeOffset _now = new(2026, 5, 11, 9, 30, 0, TimeSpan.FromHours(2));

    public static TheoryData<string> Properties => [.. Changes.Keys];

    private static Dictionary<string, Func<QuotaSnapshot, QuotaSnapshot>> Changes { get; } = new()
    {
        ["Provider"] = s => s with { Provider = "other" },
        ["Account"] = s => s with { Account = "other" },
        ["RetrievedAt"] = s => s with { RetrievedAt = _now.AddTicks(1) },
        ["RetrievedAt, its offset"] = s => s with { RetrievedAt = _now.ToUniversalTime() },
        ["Plan"] = s => s with { Plan = "other" },
        ["IsActive"] = s => s with { IsActive = null },
        ["RequestId"] = s => s with { RequestId = "other" },
        ["IsStale"] = s => s with { IsStale = true },
        ["Balances, the amount"] = s => s with { Balances = [s.Primary with { Remaining = 2 }] },
        ["Balances, one more"] = s => s with { Balances = [s.Primary, s.Primary with { Key = "b" }] },
        ["Warnings"] = s => s with { Warnings = ["even"] },
        ["RawJson"] = s => s with { RawJson = "{ }" },
    };

    [Fact]
    public void Snapshots_with_equal_properties_are_equal()
    {
        Assert.True(Full().Equals(Full()));
        Assert.Equal(Full().GetHashCode(), Full().GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void Snapshots_with_one_different_property_are_not_equal(string property)
    {
        var changed = Changes[property](Full());

        Assert.False(Full().Equals(changed));
        Assert.False(changed.Equals(Full()));
    }

    [Fact]
    public void Snapshot_equals_itself_but_not_null()
    {
        var snapshot = Full();
        var same = snapshot;

        Assert.True(snapshot.Equals(same));
        Assert.False(snapshot.Equals(null));
    }

    private static QuotaSnapshot Full() => new()
    {
        Provider = "acme",
        Account = "team-a",
        RetrievedAt = _now,
        Plan = "Pro",
        IsActive = true,
        RequestId = "r-1",
        Balances = [new() { Key = "a", Label = "A", Unit = QuotaUnit.Credits, Kind = QuotaKind.Balance, Remaining = 1 }],
        Warnings = ["odd"],
        RawJson = "{}",
    };
}
