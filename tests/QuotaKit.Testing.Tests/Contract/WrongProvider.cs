using QuotaKit.Http;

namespace QuotaKit.Testing.Tests;

/// <summary>Calls a provider that keeps the contract, and does something wrong around the call.</summary>
internal sealed class WrongProvider(IQuotaProvider inner, Func<IQuotaProvider, CancellationToken, Task<QuotaSnapshot>> call) : IQuotaProvider, IDisposable
{
    public string Name { get; init; } = inner.Name;

    /// <summary>Registers the right provider with a wrong call around it.</summary>
    public static QuotaVendorRegistration<QuotaAccountOptions> Calling(Func<IQuotaProvider, CancellationToken, Task<QuotaSnapshot>> call) =>
        Created(context => new WrongProvider(SampleVendor.Right.CreateProvider(context), call));

    /// <summary>Registers the right provider, whose snapshots are changed afterwards.</summary>
    public static QuotaVendorRegistration<QuotaAccountOptions> Changing(Func<QuotaSnapshot, QuotaSnapshot> change) =>
        Calling(async (inner, token) => change(await inner.GetQuotaAsync(token)));

    /// <summary>Registers the right provider, whose errors are changed afterwards.</summary>
    public static QuotaVendorRegistration<QuotaAccountOptions> Catching(Func<Exception, QuotaSnapshot> change) => Calling(async (inner, token) =>
    {
        try
        {
            return await inner.GetQuotaAsync(token);
        }
        catch (Exception e)
        {
            return change(e);
        }
    });

    /// <summary>Registers a provider that is created with other options, another clock or another client.</summary>
    public static QuotaVendorRegistration<QuotaAccountOptions> Created(Func<QuotaProviderContext<QuotaAccountOptions>, IQuotaProvider> create) =>
        new(SampleVendor.Vendor, create);

    /// <summary>Registers a provider whose client has a message handler.</summary>
    public static QuotaVendorRegistration<QuotaAccountOptions> Handling(Func<HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> handle) =>
        Created(context => SampleVendor.Right.CreateProvider(new QuotaProviderContext<QuotaAccountOptions>(context.Options)
        {
            TimeProvider = context.TimeProvider,
            Logger = context.Logger,
            HttpClient = new HttpClient(new WrongHandler(handle)),
        }));

    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => call(inner, cancellationToken);

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private sealed class WrongHandler(Func<HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> handle)
        : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = System.Net.DecompressionMethods.GZip })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            handle(request, r => base.SendAsync(r, cancellationToken));
    }
}
