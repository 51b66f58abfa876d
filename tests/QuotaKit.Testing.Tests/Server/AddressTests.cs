using Microsoft.Extensions.Configuration;

namespace QuotaKit.Testing.Tests;

public sealed class AddressTests : SimulatorTest
{
    [Fact]
    public void Each_vendor_has_its_own_loopback_port()
    {
        Uri[] addresses = [Simulator.HeyGen.BaseAddress, Simulator.Pictory.BaseAddress, Simulator.Vzla.BaseAddress];

        Assert.All(addresses, address => Assert.Equal(("http", "127.0.0.1", "/"), (address.Scheme, address.Host, address.AbsolutePath)));
        Assert.Equal(3, addresses.Select(address => address.Port).Distinct().Count());
    }

    [Fact]
    public void Settings_point_an_app_at_the_simulators()
    {
        Simulator.Vzla.PathPrefix = "gateway/vzla/";

        var settings = new ConfigurationBuilder().AddInMemoryCollection(Simulator.Settings).Build().GetSection("QuotaKit");

        Assert.Equal(Simulator.HeyGen.BaseAddress.AbsoluteUri, settings["HeyGen:BaseAddress"]);
        Assert.Equal(Simulator.Pictory.BaseAddress.AbsoluteUri, settings["Pictory:BaseAddress"]);
        Assert.Equal($"http://127.0.0.1:{Simulator.Vzla.BaseAddress.Port}/gateway/vzla/", settings["Vzla:BaseAddress"]);
    }

    [Fact]
    public async Task Vendor_serves_only_paths_under_its_prefix()
    {
        Simulator.HeyGen.Account(Key);
        Simulator.HeyGen.PathPrefix = "/gateway/heygen";

        Assert.Equal(200, (await ReadAsync(GetHeyGenAsync())).Status);
        Assert.Equal("/gateway/heygen/v2/user/remaining_quota", Simulator.HeyGen.Requests[0].Path);
        Assert.Equal(501, (await ReadAsync(GetHeyGenAsync("/v2/user/remaining_quota"))).Status);
        Assert.Throws<UnexpectedRequestException>(Simulator.ThrowIfUnexpected);
    }

    [Fact]
    public async Task Simulators_know_only_their_own_accounts()
    {
        await using var other = await QuotaSimulator.StartAsync(cancellationToken: Token);
        other.HeyGen.Account(Key);

        Assert.Equal(401, (await ReadAsync(GetHeyGenAsync())).Status);
        Assert.Equal(
            200, (await ReadAsync(SendAsync(HttpMethod.Get, other.HeyGen, "v2/user/remaining_quota", ("x-api-key", Key)))).Status);
    }
}
