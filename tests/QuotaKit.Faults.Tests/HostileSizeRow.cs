using System.Globalization;
using System.Text;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 33 of docs/faults.md: documents within the size limit that a careless reader would take minutes to read.</summary>
public sealed class HostileSizeRow : VendorRowTest
{
    private const int MostBalances = 256;

    [Fact]
    public async Task Row33_HeyGen_60000_balances_are_read_quickly()
    {
        var details = Members(60_000, i => $"\"a{i:00000}\":1");

        var snapshot = await SnapshotInTimeAsync("heygen", $$$"""{"error":null,"data":{"remaining_quota":600,"details":{ {{{details}}} } } }""");

        Assert.Equal(10, snapshot.Primary.Remaining);
        AssertCut(snapshot, 60_001);
    }

    [Fact]
    public async Task Row33_Pictory_20000_balances_are_read_quickly()
    {
        var pairs = Members(20_000, i => $"\"a{i:00000}\":{{\"used\":1,\"limit\":2}}");

        var snapshot = await SnapshotInTimeAsync("pictory", Documents.WithRoot(FaultVendor.Of("pictory"), pairs));

        Assert.Equal(14302, snapshot.Primary.Remaining);
        AssertCut(snapshot, 20_004);
    }

    [Fact]
    public async Task Row33_Vzla_55000_unknown_members_are_skipped()
    {
        var members = Members(55_000, i => $"\"a{i:00000}\":1");

        var snapshot = await SnapshotInTimeAsync("vzla", Documents.WithRoot(FaultVendor.Of("vzla"), members));

        Assert.Equal(973, Assert.Single(snapshot.Balances).Remaining);
        Assert.Contains("a54999", snapshot.RawJson, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000, 300_000)]
    [InlineData(500_000, 150_000)]
    public async Task Row33_HeyGen_v3_long_list_is_read_quickly(int name, int items)
    {
        var list = $"\"{new string('n', name)}\":[{Members(items, _ => "{}")}]";
        var json = $$$"""{"data":{"billing_type":"wallet","wallet":{"currency":"credits","remaining_balance":7},{{{list}}}}}""";
        Server("heygen").Faults.Enqueue(Fault.Status(404, ""), Fault.Body(json));
        var provider = Provider("heygen", AtOnce, TimeProvider.System);

        var snapshot = await Bounded(provider.GetQuotaAsync(Token));

        Assert.Equal(7, snapshot.Primary.Remaining);
    }

    [Fact]
    public async Task Row33_Warnings_are_limited()
    {
        // Each pair of names becomes the same balance key, which gives a warning.
        var pairs = Members(10_500, i => $"\"{(i % 2 == 0 ? "aB" : "a_b")}{i / 2 % 100:00}{new string('_', i / 200)}\":{{\"used\":1,\"limit\":2}}");

        var snapshot = await SnapshotInTimeAsync("pictory", Documents.WithRoot(FaultVendor.Of("pictory"), pairs));

        Assert.InRange(snapshot.Warnings.Count, 1, 66);
    }

    private static void AssertCut(QuotaSnapshot snapshot, int sent)
    {
        Assert.Equal(MostBalances, snapshot.Balances.Count);
        Assert.Contains($"Only the first {MostBalances} balances are included; {sent - MostBalances} more are left out.", snapshot.Warnings);
    }

    private static string Members(int count, Func<int, string> member) =>
        string.Join(',', Enumerable.Range(0, count).Select(i => member(i).ToString(CultureInfo.InvariantCulture)));

    private async Task<QuotaSnapshot> SnapshotInTimeAsync(string id, string json)
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(json), 500_000, 1_048_576);
        return await Bounded(SnapshotAsync(id, Fault.Body(json)));
    }
}
