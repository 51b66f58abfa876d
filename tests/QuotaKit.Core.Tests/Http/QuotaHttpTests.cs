using System.Net;
using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Http;

/// <summary>The handler that every provider has, alone or in a container, unless it is given another. What it does is shown by the rows of
/// the table of faults, in the tests of all vendors; what would take minutes is shown here.</summary>
public sealed class QuotaHttpTests
{
    [Fact]
    public void Row14_A_connection_is_not_used_for_longer_than_two_minutes_so_that_a_host_may_move()
    {
        using var handler = QuotaHttp.CreateHandler();

        Assert.Equal(TimeSpan.FromMinutes(2), handler.PooledConnectionLifetime);
    }

    [Fact]
    public void Keys_stay_where_they_are_sent_and_answers_stay_small()
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
    public void Connecting_takes_no_longer_than_an_attempt_may(double attemptSeconds, double connectSeconds)
    {
        using var handler = QuotaHttp.CreateHandler(TimeSpan.FromSeconds(attemptSeconds));

        Assert.Equal(TimeSpan.FromSeconds(connectSeconds), handler.ConnectTimeout);
    }

    [Fact]
    public void The_client_leaves_time_to_the_pipeline()
    {
        using var client = QuotaHttp.Prepare(new HttpClient(), new Uri("https://quota.example/gateway"));

        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
        Assert.Equal("https://quota.example/gateway/", client.BaseAddress!.AbsoluteUri);
    }
}
