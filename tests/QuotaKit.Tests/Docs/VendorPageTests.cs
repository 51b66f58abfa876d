using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Tests.Performance;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Docs;

/// <summary>The example on each vendor's page: the document becomes the snapshot that the page shows.</summary>
public sealed class VendorPageTests
{
    [Theory]
    [InlineData("heygen")]
    [InlineData("pictory")]
    [InlineData("vzla")]
    public async Task The_document_becomes_the_shown_snapshot(string vendor)
    {
        var blocks = new MarkdownPage($"docs/vendors/{vendor}.md").Blocks;
        var api = new DeferredVendor(blocks.First(b => b.Language == "json").Code);
        var reading = api.ProviderOf(vendor).GetQuotaAsync(TestContext.Current.CancellationToken);
        api.Answer();
        var snapshot = await reading;

        Assert.Equal(blocks.First(b => b.Language == "text").Code, snapshot.ToString()[..snapshot.ToString().LastIndexOf(" at ", StringComparison.Ordinal)]);
        Assert.Empty(snapshot.Warnings);
    }

    [Fact]
    public async Task The_shown_code_adds_the_observer()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("my-vzla").AddVzlaQuotaObserver();
        await using var app = services.BuildServiceProvider();

        var handler = app.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("my-vzla");
        while (handler is DelegatingHandler { InnerHandler: { } inner } && handler.GetType().Name != "VzlaQuotaObserver")
            handler = inner;
        Assert.Equal("VzlaQuotaObserver", handler.GetType().Name);
    }
}
