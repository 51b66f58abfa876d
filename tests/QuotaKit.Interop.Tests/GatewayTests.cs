using QuotaKit.Faults.Tests;
using QuotaKit.Faults.Tests.Servers;
using QuotaKit.Interop.Tests.Servers;

namespace QuotaKit.Interop.Tests;

/// <summary>nginx as a gateway in front of each vendor.</summary>
public sealed class GatewayTests : InteropTest
{
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Path_prefix_reaches_the_vendor(string id, Made made)
    {
        var vendor = FaultVendor.Of(id);
        await using var nginx = await Nginx.StartAsync($"location /gateway/{id}/ {{ {PassTo(id)} }}");
        await using var provider = MadeProvider.Create(vendor, made, new Uri(nginx.Address, $"gateway/{id}"));

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal(vendor.Remaining, snapshot.Primary.Remaining);
        var request = Assert.Single(Vendor(id).Requests);
        Assert.Equal(vendor.Path, request.Path);
        Assert.Equal(["200 -"], await nginx.StopAsync());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_compressed_document_is_read(string id, Made made)
    {
        await using var nginx = await Nginx.StartAsync(
            $"gzip on; gzip_types application/json; gzip_min_length 1; gzip_proxied any; location / {{ {PassTo(id)} }}");
        await using var provider = MadeProvider.Create(FaultVendor.Of(id), made, nginx.Address);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(["200 gzip"], await nginx.StopAsync());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Redirect_to_another_port_is_refused(string id, Made made)
    {
        var other = Vendor(id).BaseAddress;
        await using var nginx = await Nginx.StartAsync($"location / {{ return 307 {other}moved; }}");

        var error = await FailureAsync(id, made, nginx.Address);

        // When HeyGen's version 2 has moved, version 3 is called on the same host.
        Assert.Equal((QuotaErrorKind.Protocol, 307, id == "heygen" ? 2 : 1, false), (error.Kind, error.StatusCode, error.Attempts, error.IsTransient));
        Assert.Contains($"redirect to {other.Authority} refused", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, Vendor(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Untrusted_certificate_gets_no_key(string id, Made made)
    {
        await using var nginx = await Nginx.StartAsync($"location / {{ {PassTo(id)} }}", certificate: TestCertificates.SelfSigned);

        var error = await FailureAsync(id, made, nginx.SecureAddress);

        Assert.Equal((QuotaErrorKind.Tls, 1, false), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Empty(await nginx.StopAsync());
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Trusted_certificate_is_accepted(string id)
    {
        await using var nginx = await Nginx.StartAsync($"location / {{ {PassTo(id)} }}", certificate: TestCertificates.Good);
        await using var provider = Through(null, id, nginx.SecureAddress);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }
}
