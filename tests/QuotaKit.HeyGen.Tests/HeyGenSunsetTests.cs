using QuotaKit.Testing;

namespace QuotaKit.HeyGen.Tests;

/// <summary>The warning about the announced end of version 2.</summary>
public sealed class HeyGenSunsetTests : HeyGenVersionTest
{
    [Fact]
    public async Task The_announced_end_of_version_2_is_a_warning()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.DeprecateV2(new DateOnly(2026, 10, 31));
        using var provider = Provider(HeyGenApiVersion.Auto);

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal(
            "HeyGen announces the end of its API version 2 (Sunset: Sat, 31 Oct 2026 00:00:00 GMT): " +
            "This v2 endpoint is Legacy and will be removed on Sat, 31 Oct 2026 00:00:00 GMT.",
            Assert.Single(snapshot.Warnings));
        Assert.Equal((39074.2m, QuotaStatus.Normal), (snapshot.Primary.Remaining!.Value, snapshot.Status));
    }

    [Theory]
    [InlineData("Deprecation", "true", "HeyGen announces the end of its API version 2.")]
    [InlineData("Sunset", "soon, KEY", "HeyGen announces the end of its API version 2 (Sunset: soon, ***).")]
    public async Task One_header_is_enough_for_the_warning(string name, string value, string warning)
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.Faults.Enqueue(Fault.Headers((name, value.Replace("KEY", VendorSamples.Key, StringComparison.Ordinal))));
        using var provider = Provider(HeyGenApiVersion.V2);

        Assert.Equal(warning, Assert.Single((await provider.GetQuotaAsync(Token)).Warnings));
    }
}
