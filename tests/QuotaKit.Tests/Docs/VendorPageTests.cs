using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Tests.Performance;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Docs;

/// <summary>Each vendor's page shows a document, and what it becomes: here it becomes that.</summary>
public sealed class VendorPageTests
{
    [Theory]
    [InlineData("heygen")]
    [InlineData("pictory")]
    [InlineData("vzla")]
    public async Task The_document_becomes_what_the_page_says(string vendor)
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
    public async Task The_observer_is_added_as_the_page_shows()
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
