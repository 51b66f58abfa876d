using QuotaKit.Benchmarks.Documents;
using QuotaKit.HeyGen;
using QuotaKit.Http;
using QuotaKit.Pictory;
using QuotaKit.Vzla;

namespace QuotaKit.Benchmarks.Calls;

/// <summary>Reads the document with a QuotaKit provider that is created without a container.</summary>
internal static class DirectCall
{
    public static Func<Task> Create(VendorDocument document, HttpMessageHandler handler, Uri server)
    {
        var provider = Provider(document, handler, server);
        return () => provider.GetQuotaAsync();
    }

    public static IQuotaProvider Provider(VendorDocument document, HttpMessageHandler handler, Uri server, string account = "default") => document.Vendor switch
    {
        "heygen" => new HeyGenQuotaProvider(Context(new HeyGenQuotaOptions(), document, handler, server, account)),
        "pictory" => new PictoryQuotaProvider(Context(new PictoryQuotaOptions(), document, handler, server, account)),
        _ => new VzlaQuotaProvider(Context(new VzlaQuotaOptions(), document, handler, server, account)),
    };

    private static QuotaProviderContext<T> Context<T>(T options, VendorDocument document, HttpMessageHandler handler, Uri server, string account)
        where T : QuotaProviderOptions
    {
        options.ApiKey = document.Key;
        options.BaseAddress = server;
        options.Account = account;
        return new QuotaProviderContext<T>(options) { HttpClient = new HttpClient(handler, disposeHandler: false) };
    }
}
