using QuotaKit.Faults.Tests;
using QuotaKit.HeyGen;
using QuotaKit.Interop.Tests.Servers;

namespace QuotaKit.Interop.Tests;

/// <summary>HeyGen's API, served by a mock server from an OpenAPI document.</summary>
public sealed class PrismTests
{
    [Theory]
    [InlineData(Made.Alone)]
    [InlineData(Made.InContainer)]
    public async Task HeyGen_request_matches_the_OpenAPI_document(Made made)
    {
        await using var prism = await Prism.StartAsync("heygen-v2.yaml");
        await using var provider = MadeProvider.Create(FaultVendor.Of("heygen"), made, prism.Address);

        var snapshot = await provider.GetQuotaAsync(TestContext.Current.CancellationToken);

        Assert.Equal((39074.2m, 3), (snapshot.Primary.Remaining, snapshot["avatar_iv_free_credit"].Remaining));
    }

    [Fact]
    public async Task Unknown_path_error_names_the_server()
    {
        await using var prism = await Prism.StartAsync("heygen-v2.yaml");
        await using var provider = MadeProvider.Create(
            FaultVendor.Of("heygen"), Made.Alone, prism.Address, options => ((HeyGenQuotaOptions)options).Version = HeyGenApiVersion.V3);

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(TestContext.Current.CancellationToken));

        Assert.Equal((QuotaErrorKind.NotFound, 404, 1), (error.Kind, error.StatusCode, error.Attempts));
        Assert.Contains(prism.Address.Authority, error.Message, StringComparison.Ordinal);
    }
}
