using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 35 of docs/faults.md: a proxy refuses or cannot be reached. The error names the proxy, not the vendor.</summary>
public sealed class ProxyRow : RawRowTest
{
    private const string Password = "proxy-secret";

    private static readonly (string Status, int Attempts, string Words)[] _refusals =
    [
        ("407 Proxy Authentication Required", 1, "requires a valid user name and password (HTTP 407)"),
        ("403 Forbidden", 1, "does not allow the connection (HTTP 403)"),
        ("502 Bad Gateway", 3, "failed to connect (HTTP 502)"),
        ("503 Service Unavailable", 3, "failed to connect (HTTP 503)"),
    ];

    public static MatrixTheoryData<string, Made, int> Refusals => ProvidersWith(Enumerable.Range(0, _refusals.Length));

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Row35_Refusing_proxy_is_named_with_its_status(string id, Made made, int refusal)
    {
        var (status, attempts, words) = _refusals[refusal];
        await using var vendor = RawServer.Answering(RawResponse.Ok(FaultVendor.Of(id).GoodBody));
        await using var proxy = RawServer.Answering(RawResponse.Of($"HTTP/1.1 {status}", ["Proxy-Authenticate: Basic realm=\"x\"", "Content-Length: 0"], []));
        using var route = RoutedProxy.Route(vendor.SecureAddress, WithPassword(proxy.Address));

        var error = await FailureAsync(id, made, vendor.SecureAddress);

        Assert.Equal((QuotaErrorKind.Network, attempts, attempts > 1), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Equal(int.Parse(status[..3], System.Globalization.CultureInfo.InvariantCulture), error.StatusCode);
        Assert.Contains($" could not be reached: the proxy 127.0.0.1:{proxy.Address.Port} {words}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, vendor.ConnectionCount);
        // After a 407, HttpClient sends the proxy's user name and password in a second CONNECT.
        Assert.InRange(proxy.ConnectionCount, attempts, status.StartsWith("407", StringComparison.Ordinal) ? 2 : attempts);
        Assert.All(proxy.Requests, r => Assert.StartsWith("CONNECT ", r, StringComparison.Ordinal));
        Assert.All(proxy.Requests, r => Assert.DoesNotContain(FaultVendor.Of(id).Key, r, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row35_Unreachable_proxy_is_named(string id, Made made)
    {
        await using var vendor = RawServer.Answering(RawResponse.Ok(FaultVendor.Of(id).GoodBody));
        using var proxy = SilentPort.Refusing();
        foreach (var address in new[] { vendor.SecureAddress, vendor.Address })
        {
            using var route = RoutedProxy.Route(address, WithPassword(proxy.Address));

            var error = await FailureAsync(id, made, address);

            Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, error.Attempts, error.IsTransient));
            Assert.EndsWith(
                $" could not be reached: connecting to the proxy 127.0.0.1:{proxy.Address.Port} failed; check that it is running and that its address is right.",
                error.Message,
                StringComparison.Ordinal);
            Assert.DoesNotContain(Password, error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(0, vendor.ConnectionCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row35_Proxy_of_a_custom_handler_is_named(string id)
    {
        await using var vendor = RawServer.Answering(RawResponse.Ok(FaultVendor.Of(id).GoodBody));
        await using var proxy = RawServer.Answering(RawResponse.Of("HTTP/1.1 403 Forbidden", ["Content-Length: 0"], []));
        await using var provider = Through(id, vendor.SecureAddress, proxy.Address);

        var error = await FailureOf(provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Network, 403, 1), (error.Kind, error.StatusCode, error.Attempts));
        Assert.Contains($"the proxy 127.0.0.1:{proxy.Address.Port} does not allow", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row35_407_without_CONNECT_is_a_network_error(string id, Made made)
    {
        await using var proxy = RawServer.Answering(RawResponse.Of("HTTP/1.1 407 Proxy Authentication Required", ["Content-Length: 0"], []));

        var error = await FailureAsync(id, made, proxy);

        Assert.Equal((QuotaErrorKind.Network, 407, 1, false), (error.Kind, error.StatusCode, error.Attempts, error.IsTransient));
        Assert.Contains("could not be reached: a proxy requires a user name and password (HTTP 407)", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Control for the refusals: a proxy that connects works, and sees no key.</summary>
    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row35_Working_proxy_never_sees_the_key(string id)
    {
        await using var vendor = RawServer.Start(async connection =>
        {
            await connection.SecureAsync(TestCertificates.Good);
            await connection.ReadRequestAsync();
            await connection.SendAsync(RawResponse.Ok(FaultVendor.Of(id).GoodBody));
        });
        await using var proxy = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            await connection.TunnelAsync(vendor.Address);
        });
        await using var provider = Through(id, vendor.SecureAddress, proxy.Address);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await SnapshotOf(provider.GetQuotaAsync(Token))).Primary.Remaining);
        Assert.Equal((1, 1), (proxy.RequestCount, vendor.RequestCount));
        Assert.DoesNotContain(FaultVendor.Of(id).Key, proxy.Requests[0], StringComparison.Ordinal);
    }

    private static Uri WithPassword(Uri proxy) => new UriBuilder(proxy) { UserName = "user", Password = Password }.Uri;

    private static MadeProvider Through(string id, Uri address, Uri proxy) => MadeProvider.Create(
        FaultVendor.Of(id), Made.InContainer, address,
        configureHttp: http => http.ConfigurePrimaryHttpMessageHandler((handler, _) =>
        {
            var sockets = (SocketsHttpHandler)handler;
            sockets.Proxy = new WebProxy(proxy);
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(TestCertificates.Authority);
            sockets.SslOptions.CertificateChainPolicy = policy;
        }));
}
