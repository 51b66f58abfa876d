using System.Net;
using System.Net.Sockets;
using QuotaKit.Faults.Tests;
using QuotaKit.Faults.Tests.Servers;
using QuotaKit.Interop.Tests.Servers;

namespace QuotaKit.Interop.Tests;

/// <summary>tinyproxy between QuotaKit and an address that speaks TLS: row 35 of docs/faults.md.</summary>
public sealed class ProxyTests : InteropTest
{
    private const string Password = "tinyproxy-password-7c21";

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task A_proxy_that_connects_is_not_noticed(string id)
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
    public async Task A_proxy_that_forbids_the_port_is_blamed_and_not_the_key(string id)
    {
        await using var proxy = await TinyProxy.StartAsync("ConnectPort 443");

        var error = await RefusedAsync(id, new WebProxy(proxy.Address));

        Assert.Equal((QuotaErrorKind.Network, 1, false), (error.Kind, error.Attempts, error.IsTransient));
        AssertBlames(proxy, "403", error);
        Assert.Equal(1, await proxy.StopAsync());
    }

    [Theory]
    [InlineData("heygen", null, "407")]
    [InlineData("pictory", "wrong", "401")] // tinyproxy's own answer to a wrong password
    [InlineData("vzla", null, "407")]
    public async Task A_proxy_that_wants_a_password_is_asked_once_and_the_password_not_shown(string id, string? password, string status)
    {
        await using var proxy = await TinyProxy.StartAsync($"BasicAuth user {Password}");
        var credentials = password is null ? null : new NetworkCredential("somebody", $"{password}-{Password}");

        var error = await RefusedAsync(id, new WebProxy(proxy.Address) { Credentials = credentials });

        AssertBlames(proxy, status, error);
        Assert.DoesNotContain(Password, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("somebody", error.ToString(), StringComparison.Ordinal);
        // More wrong passwords could lock somebody out.
        Assert.Equal((QuotaErrorKind.Network, 1, false), (error.Kind, error.Attempts, error.IsTransient));
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task A_proxy_that_reaches_nobody_is_blamed_and_retried(string id)
    {
        await using var proxy = await TinyProxy.StartAsync();

        var error = await RefusedAsync(id, new WebProxy(proxy.Address));

        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, error.Attempts, error.IsTransient));
        AssertBlames(proxy, "500", error);
        Assert.Equal(3, await proxy.StopAsync());
    }

    [Theory]
    [InlineData("heygen", 502)]
    [InlineData("pictory", 503)]
    [InlineData("vzla", 502)]
    public async Task A_server_that_is_no_proxy_is_blamed_and_retried(string id, int status)
    {
        // nginx refuses CONNECT as a bad request: with an error page of its own it is a proxy whose far side is down.
        await using var nginx = await Nginx.StartAsync($"error_page 400 405 ={status} /down; location = /down {{ return {status}; }}");

        var error = await RefusedAsync(id, new WebProxy(nginx.Address));

        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Contains(nginx.Address.Authority, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task A_proxy_that_is_down_is_blamed_and_retried(string id)
    {
        Uri address;
        await using (var proxy = await TinyProxy.StartAsync())
            address = proxy.Address;

        var error = await RefusedAsync(id, new WebProxy(address));

        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Contains("proxy", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(address.Authority, error.Message, StringComparison.Ordinal);
    }

    /// <summary>What a call to an address fails with, behind a proxy, where nobody listens.</summary>
    private static async Task<QuotaException> RefusedAsync(string id, IWebProxy proxy)
    {
        // Bound and not listening: nobody else can take the port.
        using var nobody = new Socket(SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var provider = Through(proxy, id, new Uri($"https://127.0.0.1:{((IPEndPoint)nobody.LocalEndPoint!).Port}/"));
        return await FailureOf(provider);
    }

    private static void AssertBlames(TinyProxy proxy, string status, QuotaException error)
    {
        Assert.Contains("proxy", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(proxy.Address.Authority, error.Message, StringComparison.Ordinal);
        Assert.Contains(status, error.Message, StringComparison.Ordinal);
    }
}
