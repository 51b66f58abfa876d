using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Http;

/// <summary>Exceptions of .NET about a proxy. ProxyRow in QuotaKit.Faults.Tests shows over sockets that .NET throws them.</summary>
public sealed class ProxyErrorTests
{
    private const string Unreachable = "could not be reached; check the network connection";
    private const string CheckProxy = "failed; check that it is running and that its address is right";

    private static readonly Uri _vendor = new("https://bücher.example/x");

    [Theory]
    [InlineData(
        "Connection refused (10.0.0.1:3128)", HttpRequestError.ConnectionError,
        "could not be reached: connecting to the proxy 10.0.0.1:3128 " + CheckProxy)]
    [InlineData(
        "Connection refused ([::1]:3128)", HttpRequestError.ConnectionError,
        "could not be reached: connecting to the proxy [::1]:3128 " + CheckProxy)]
    [InlineData(
        "Unknown host (no.example:3128)", HttpRequestError.NameResolutionError,
        "could not be reached: connecting to the proxy no.example:3128 failed; its name does not resolve")]
    [InlineData("Connection refused (xn--bcher-kva.example:443)", HttpRequestError.ConnectionError, Unreachable)]
    [InlineData("Connection refused (BÜCHER.example:443)", HttpRequestError.ConnectionError, Unreachable)]
    [InlineData("It failed (somehow: 7 times)", HttpRequestError.ConnectionError, Unreachable)]
    [InlineData("It failed (7)", HttpRequestError.ConnectionError, Unreachable)]
    [InlineData("", HttpRequestError.ConnectionError, Unreachable)]
    [InlineData(
        "It failed.", HttpRequestError.ProxyTunnelError,
        "could not be reached: a proxy refused the connection")]
    public void Peer_other_than_the_vendor_is_a_proxy(string message, HttpRequestError error, string what)
    {
        var classified = TransportErrors.Classify(new HttpRequestException(error, message), _vendor)!.Value;

        Assert.Equal((QuotaErrorKind.Network, true, what), classified);
    }

    [Theory]
    [InlineData("net_http_proxy_tunnel_returned_failure_status_code, http://user:secret@proxy.example:8080/, 502")]
    [InlineData("The proxy tunnel request to proxy 'http://user:secret@proxy.example:8080/' failed with status code '502'.")]
    public void Error_does_not_contain_the_proxy_password(string message)
    {
        var exception = new HttpRequestException(HttpRequestError.ProxyTunnelError, message, statusCode: System.Net.HttpStatusCode.BadGateway);

        Assert.Equal(
            "could not be reached: the proxy proxy.example:8080 failed to connect (HTTP 502)", TransportErrors.Classify(exception, _vendor)!.Value.What);
        var clean = ProxyErrors.WithoutCredentials(exception).ToString();
        Assert.DoesNotContain("secret", clean, StringComparison.Ordinal);
        Assert.Contains("proxy.example:8080", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void Exception_without_a_password_stays_the_same()
    {
        var exception = new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy tunnel request to proxy 'http://proxy.example:8080/' failed.");

        Assert.Same(exception, ProxyErrors.WithoutCredentials(exception));
    }
}
