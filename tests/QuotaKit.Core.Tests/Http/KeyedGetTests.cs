using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Http;

/// <summary>The requests of a <see cref="KeyedGet"/>.</summary>
public sealed class KeyedGetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("v1/usage")]
    [InlineData("/v1/usage")]
    public async Task Request_goes_below_the_base_address_with_the_key(string path)
    {
        using var sent = new Recorder();
        using var client = new HttpClient(sent) { BaseAddress = new Uri("https://quota.example/gateway/") };
        var get = new KeyedGet(client, path, "X-Key");

        using var first = await get.SendAsync("Bearer a key", Token);
        using var second = await get.SendAsync("Bearer another", Token);

        Assert.All(sent.Requests, r => Assert.Equal("https://quota.example/gateway/v1/usage", r.RequestUri!.AbsoluteUri));
        Assert.Equal(["Bearer a key", "Bearer another"], sent.Requests.SelectMany(r => r.Headers.GetValues("X-Key")));
        Assert.All(sent.Requests, r => Assert.Equal(HttpMethod.Get, r.Method));
    }

    [Fact]
    public async Task Content_is_empty_and_survives_disposed_requests()
    {
        using var sent = new Recorder();
        using var client = new HttpClient(sent) { BaseAddress = new Uri("https://quota.example/") };
        var get = new KeyedGet(client, "v1", "X-Key");
        using (await get.SendAsync("a", Token))
            sent.Requests[0].Dispose();
        using var response = await get.SendAsync("a", Token);

        var content = sent.Requests[1].Content!;

        Assert.Equal(0, content.Headers.ContentLength);
        Assert.Empty(await content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public void Missing_arguments_are_named()
    {
        using var client = new HttpClient { BaseAddress = new Uri("https://quota.example/") };

        Assert.Equal("client", Assert.Throws<ArgumentNullException>(() => new KeyedGet(null!, "v1", "X-Key")).ParamName);
        Assert.Equal("path", Assert.Throws<ArgumentNullException>(() => new KeyedGet(client, null!, "X-Key")).ParamName);
        Assert.Equal("keyHeader", Assert.Throws<ArgumentNullException>(() => new KeyedGet(client, "v1", null!)).ParamName);
        Assert.Equal("keyHeader", Assert.Throws<ArgumentException>(() => new KeyedGet(client, "v1", "")).ParamName);
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public List<HttpRequestMessage> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
