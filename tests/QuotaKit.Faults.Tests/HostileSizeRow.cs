using System.Globalization;
using System.Text;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 33 of the table of faults: a document within the size limit that would take minutes to read.</summary>
public sealed class HostileSizeRow : VendorRowTest
{
    private const int MostBalances = 256;

    [Fact]
    public async Task Row33_Sixty_thousand_balances_of_HeyGen_are_read_at_once()
    {
        var details = Members(60_000, i => $"\"a{i:00000}\":1");

        var snapshot = await SnapshotInTimeAsync("heygen", $$$"""{"error":null,"data":{"remaining_quota":600,"details":{ {{{details}}} } } }""");

        Assert.Equal(10, snapshot.Primary.Remaining);
        AssertCut(snapshot, 60_001);
    }

    [Fact]
    public async Task Row33_Thousands_of_pairs_of_Pictory_are_read_at_once()
    {
        var pairs = Members(20_000, i => $"\"a{i:00000}\":{{\"used\":1,\"limit\":2}}");

        var snapshot = await SnapshotInTimeAsync("pictory", Documents.WithRoot(FaultVendor.Of("pictory"), pairs));

        Assert.Equal(14302, snapshot.Primary.Remaining);
        AssertCut(snapshot, 20_004);
    }

    [Fact]
    public async Task Row33_Sixty_thousand_unknown_members_of_vzla_io_are_passed_over()
    {
        var members = Members(55_000, i => $"\"a{i:00000}\":1");

        var snapshot = await SnapshotInTimeAsync("vzla", Documents.WithRoot(FaultVendor.Of("vzla"), members));

        Assert.Equal(973, Assert.Single(snapshot.Balances).Remaining);
        Assert.Contains("a54999", snapshot.RawJson, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000, 300_000)]
    [InlineData(500_000, 150_000)]
    public async Task Row33_A_long_list_below_a_long_name_of_HeyGens_third_version_is_copied_at_once(int name, int items)
    {
        var json = $$$"""{"data":{"billing_type":"wallet","wallet":{"currency":"credits","remaining_balance":7},"{{{new string('n', name)}}}":[{{{Members(items, _ => "{}")}}}]}}""";
        Server("heygen").Faults.Enqueue(Fault.Status(404, ""), Fault.Body(json));
        var provider = Provider("heygen", AtOnce, TimeProvider.System);

        var snapshot = await Bounded(provider.GetQuotaAsync(Token));

        Assert.Equal(7, snapshot.Primary.Remaining);
    }

    [Fact]
    public async Task Row33_Thousands_of_warnings_are_cut()
    {
        // Two names that become one key, again and again.
        var pairs = Members(10_500, i => $"\"{(i % 2 == 0 ? "aB" : "a_b")}{i / 2 % 100:00}{new string('_', i / 200)}\":{{\"used\":1,\"limit\":2}}");

        var snapshot = await SnapshotInTimeAsync("pictory", Documents.WithRoot(FaultVendor.Of("pictory"), pairs));

        Assert.InRange(snapshot.Warnings.Count, 1, 66);
    }

    private static void AssertCut(QuotaSnapshot snapshot, int sent)
    {
        Assert.Equal(MostBalances, snapshot.Balances.Count);
        Assert.Contains($"The first {MostBalances} balances are here; {sent - MostBalances} more are left out.", snapshot.Warnings);
    }

    private static string Members(int count, Func<int, string> member) =>
        string.Join(',', Enumerable.Range(0, count).Select(i => member(i).ToString(CultureInfo.InvariantCulture)));

    private async Task<QuotaSnapshot> SnapshotInTimeAsync(string id, string json)
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(json), 500_000, 1_048_576);
        return await Bounded(SnapshotAsync(id, Fault.Body(json)));
    }
}
