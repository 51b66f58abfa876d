using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Benchmarks.Documents;

namespace QuotaKit.Benchmarks.Calls;

/// <summary>Reads the document with a QuotaKit provider that <c>AddQuotaKit()</c> registers.</summary>
internal static class HostedCall
{
    public static Func<Task> Create(VendorDocument document, HttpMessageHandler handler, Uri server)
    {
        var provider = Services(document, handler, server).GetRequiredKeyedService<IQuotaProvider>(document.Vendor);
        return () => provider.GetQuotaAsync();
    }

    /// <summary>Creates a call through <see cref="IQuotaClient"/>. MaxAge is zero, so each call sends a request instead of using the cache.</summary>
    public static Func<Task> CreateThroughClient(VendorDocument document, HttpMessageHandler handler, Uri server)
    {
        var client = Services(document, handler, server).GetRequiredService<IQuotaClient>();
        var always = new QuotaReadOptions { MaxAge = TimeSpan.Zero };
        return () => client.GetAsync(document.Vendor, always);
    }

    private static ServiceProvider Services(VendorDocument document, HttpMessageHandler handler, Uri server)
    {
        var section = document.Vendor switch { "heygen" => "HeyGen", "pictory" => "Pictory", _ => "Vzla" };
        var settings = new Dictionary<string, string?>
        {
            [$"QuotaKit:{section}:ApiKey"] = document.Key,
            [$"QuotaKit:{section}:BaseAddress"] = server.ToString(),
        };
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddLogging();
        services.AddQuotaKit();
        services.AddHttpClient($"QuotaKit:{document.Vendor}").ConfigurePrimaryHttpMessageHandler(() => handler);
        return services.BuildServiceProvider();
    }
}
