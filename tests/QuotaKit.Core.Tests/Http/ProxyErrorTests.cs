using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Http;

/// <summary>What .NET says of a proxy, sorted. That it really says so is shown by row 35, over sockets.</summary>
public sealed class ProxyErrorTests
{
    private static readonly Uri _vendor = new("https://bücher.example/x");

    [Theory]
    [InlineData("Connection refused (10.0.0.1:3128)", HttpRequestError.ConnectionError, "was not asked: the proxy 10.0.0.1:3128 could not be reached (is it running, and is its address right?)")]
    [InlineData("Connection refused ([::1]:3128)", HttpRequestError.ConnectionError, "was not asked: the proxy [::1]:3128 could not be reached (is it running, and is its address right?)")]
    [InlineData("Unknown host (no.example:3128)", HttpRequestError.NameResolutionError, "was not asked: the proxy no.example:3128 could not be found: its name does not resolve")]
    [InlineData("Connection refused (xn--bcher-kva.example:443)", HttpRequestError.ConnectionError, "could not be reached (is there a network?)")]
    [InlineData("Connection refused (BÜCHER.example:443)", HttpRequestError.ConnectionError, "could not be reached (is there a network?)")]
    [InlineData("It failed (somehow: 7 times)", HttpRequestError.ConnectionError, "could not be reached (is there a network?)")]
    [InlineData("It failed (7)", HttpRequestError.ConnectionError, "could not be reached (is there a network?)")]
    [InlineData("", HttpRequestError.ConnectionError, "could not be reached (is there a network?)")]
    [InlineData("It failed.", HttpRequestError.ProxyTunnelError, "was not asked: a proxy refused the connection")]
    public void A_peer_that_is_not_the_vendor_is_a_proxy(string message, HttpRequestError error, string words)
    {
        var sorted = TransportErrors.Classify(new HttpRequestException(error, message), _vendor)!.Value;

        Assert.Equal((QuotaErrorKind.Network, true, words), sorted);
    }

    [Theory]
    [InlineData("net_http_proxy_tunnel_returned_failure_status_code, http://user:secret@proxy.example:8080/, 502")]
    [InlineData("The proxy tunnel request to proxy 'http://user:secret@proxy.example:8080/' failed with status code '502'.")]
    public void A_proxys_password_is_in_no_error(string message)
    {
        var exception = new HttpRequestException(HttpRequestError.ProxyTunnelError, message, statusCode: System.Net.HttpStatusCode.BadGateway);

        Assert.Equal("was not asked: the proxy proxy.example:8080 did not connect to it (HTTP 502)", TransportErrors.Classify(exception, _vendor)!.Value.What);
        var clean = ProxyErrors.WithoutCredentials(exception).ToString();
        Assert.DoesNotContain("secret", clean, StringComparison.Ordinal);
        Assert.Contains("proxy.example:8080", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_without_a_password_stays_as_it_is()
    {
        var exception = new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy tunnel request to proxy 'http://proxy.example:8080/' failed.");

        Assert.Same(exception, ProxyErrors.WithoutCredentials(exception));
    }
}
