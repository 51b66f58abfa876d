namespace QuotaKit.Core.Tests.Guard;

/// <summary>The ids that the guard makes.</summary>
public sealed class GuardIdTests : GuardTest
{
    [Fact]
    public async Task Ids_of_one_moment_differ()
    {
        var guard = Guard();
        var ids = new HashSet<string>();

        for (var i = 0; i < 1_000; i++)
            Assert.True(ids.Add((await guard.ReserveAsync(Credits(0.1m), cancellationToken: Token)).Id));

        // The time is the same, and all random bytes are used.
        var bytes = ids.Select(id => Guid.Parse(id).ToByteArray(bigEndian: true)).ToList();
        Assert.Single(bytes.Select(b => Convert.ToHexString(b[..6])).Distinct());
        for (var i = 6; i < 16; i++)
            Assert.True(bytes.Select(b => b[i]).Distinct().Count() >= 16, $"Byte {i} of the ids hardly differs.");
    }
}
