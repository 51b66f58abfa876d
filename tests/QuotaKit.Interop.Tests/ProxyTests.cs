using System.Net;
using QuotaKit.Faults.Tests;
using QuotaKit.Faults.Tests.Servers;
using QuotaKit.Interop.Tests.Servers;

namespace QuotaKit.Interop.Tests;

/// <summary>Row 35 of docs/faults.md with tinyproxy between QuotaKit and an https address.</summary>
public sealed class ProxyTests : InteropTest
{
    private const string Password = "tinyproxy-password-7c21";

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Working_proxy_is_transparent(string id)
    {
        await using var nginx = await Nginx.StartAsync($"location / {{ {PassTo(id)} }}", certificate: TestCertificates.Good);
        await using var proxy = await TinyProxy.StartAsync($"BasicAuth user {Password}");
        await using var provider = Through(new WebProxy(proxy.Address) { Credentials = new NetworkCredential("user", Password) }, id, nginx.SecureAddress);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(1, Vendor(id).RequestCount);
        Assert.InRange(await proxy.StopAsync(), 1, 2);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Proxy_that_forbids_the_port_is_named(string id)
    {
        await using var proxy = await TinyProxy.StartAsync("ConnectPort 443");

        var error = await FailureThroughAsync(id, new WebProxy(proxy.Address));

        Assert.Equal((QuotaErrorKind.Network, 1, false), (error.Kind, error.Attempts, error.IsTransient));
        AssertNames(proxy, "403", error);
        Assert.Equal(1, await proxy.StopAsync());
    }

    [Theory]
    [InlineData("heygen", null, "407")]
    [InlineData("pictory", "wrong", "401")] // tinyproxy answers a wrong password with 401 instead of 407.
    [InlineData("vzla", null, "407")]
    public async Task Failed_proxy_login_is_not_retried_or_shown(string id, string? password, string status)
    {
        await using var proxy = await TinyProxy.StartAsync($"BasicAuth user {Password}");
        var credentials = password is null ? null : new NetworkCredential("somebody", $"{password}-{Password}");

        var error = await FailureThroughAsync(id, new WebProxy(proxy.Address) { Credentials = credentials });

        AssertNames(proxy, status, error);
        Assert.DoesNotContain(Password, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("somebody", error.ToString(), StringComparison.Ordinal);
        // No retry: repeated wrong passwords could lock the user's account.
        Assert.Equal((QuotaErrorKind.Network, 1, false), (error.Kind, error.Attempts, error.IsTransient));
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Proxy_that_cannot_connect_is_named_and_retried(string id)
    {
        await using var proxy = await TinyProxy.StartAsync();

        var error = await FailureThroughAsync(id, new WebProxy(proxy.Address));

        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, error.Attempts, error.IsTransient));
        AssertNames(proxy, "500", error);
        Assert.Equal(3, await proxy.StopAsync());
    }

    [Theory]
    [InlineData("heygen", 502)]
    [InlineData("pictory", 503)]
    [InlineData("vzla", 502)]
    public async Task Server_that_refuses_CONNECT_is_named_and_retried(string id, int status)
    {
        // nginx refuses CONNECT as a bad request. This setting makes it answer with the status of a proxy that cannot reach the host.
        await using var nginx = await Nginx.StartAsync($"error_page 400 405 ={status} /down; location = /down {{ return {status}; }}");

        var error = await FailureThroughAsync(id, new WebProxy(nginx.Address));

        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Contains(nginx.Address.Authority, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Unreachable_proxy_is_named_and_retried(string id)
    {
        using var closed = SilentPort.Refusing();

        var error = await FailureThroughAsync(id, new WebProxy(closed.Address));

        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Contains("proxy", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(closed.Address.Authority, error.Message, StringComparison.Ordinal);
    }

    /// <summary>Calls an address on which no server listens through this proxy, and returns the error.</summary>
    private static async Task<QuotaException> FailureThroughAsync(string id, IWebProxy proxy)
    {
        using var closed = SilentPort.Refusing();
        await using var provider = Through(proxy, id, new UriBuilder(closed.Address) { Scheme = "https" }.Uri);
        return await FailureOf(provider);
    }

    private static void AssertNames(TinyProxy proxy, string status, QuotaException error)
    {
        Assert.Contains("proxy", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(proxy.Address.Authority, error.Message, StringComparison.Ordinal);
        Assert.Contains(status, error.Message, StringComparison.Ordinal);
    }
}
