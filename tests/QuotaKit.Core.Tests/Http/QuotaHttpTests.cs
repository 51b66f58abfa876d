using System.Net;
using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Http;

/// <summary>The default HTTP handler of every provider. QuotaKit.Faults.Tests shows its behavior; these tests check settings whose effect would take
/// minutes to see.</summary>
public sealed class QuotaHttpTests
{
    [Fact]
    public void Row14_Connections_are_used_for_two_minutes_at_most()
    {
        using var handler = QuotaHttp.CreateHandler();

        Assert.Equal(TimeSpan.FromMinutes(2), handler.PooledConnectionLifetime);
    }

    [Fact]
    public void Handler_follows_no_redirects_and_limits_headers()
    {
        using var handler = QuotaHttp.CreateHandler();

        Assert.Equal((false, false, 64), (handler.AllowAutoRedirect, handler.UseCookies, handler.MaxResponseHeadersLength));
        Assert.Equal(DecompressionMethods.GZip | DecompressionMethods.Deflate, handler.AutomaticDecompression);
        Assert.Null(handler.SslOptions.RemoteCertificateValidationCallback);
    }

    [Theory]
    [InlineData(0.25, 0.25)]
    [InlineData(5, 5)]
    [InlineData(60, 5)]
    public void Connecting_takes_no_longer_than_an_attempt(double attemptSeconds, double connectSeconds)
    {
        using var handler = QuotaHttp.CreateHandler(TimeSpan.FromSeconds(attemptSeconds));

        Assert.Equal(TimeSpan.FromSeconds(connectSeconds), handler.ConnectTimeout);
    }

    [Fact]
    public void Client_has_no_timeout_of_its_own()
    {
        using var client = QuotaHttp.Prepare(new HttpClient(), new Uri("https://quota.example/gateway"));

        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
        Assert.Equal("https://quota.example/gateway/", client.BaseAddress!.AbsoluteUri);
    }
}
