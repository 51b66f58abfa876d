using System.Net;
using QuotaKit.Http;
using Registration = QuotaKit.QuotaVendorRegistration<QuotaKit.Http.QuotaAccountOptions>;

namespace QuotaKit.Testing.Tests;

/// <summary>Calls a provider that keeps the contract, and does something wrong around the call.</summary>
internal sealed class WrongProvider(IQuotaProvider inner, Func<IQuotaProvider, CancellationToken, Task<QuotaSnapshot>> call)
    : IQuotaProvider, IDisposable
{
    public string Name { get; init; } = inner.Name;

    /// <summary>Registers the right provider with a wrong call around it.</summary>
    public static Registration Calling(Func<IQuotaProvider, CancellationToken, Task<QuotaSnapshot>> call) =>
        Created(context => new WrongProvider(SampleVendor.Right.CreateProvider(context), call));

    /// <summary>Registers the right provider, whose snapshots are changed afterwards.</summary>
    public static Registration Changing(Func<QuotaSnapshot, QuotaSnapshot> change) =>
        Calling(async (inner, token) => change(await inner.GetQuotaAsync(token)));

    /// <summary>Registers the right provider, whose errors are changed afterwards.</summary>
    public static Registration Catching(Func<Exception, QuotaSnapshot> change) => Calling(async (inner, token) =>
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
    public static Registration Created(Func<QuotaProviderContext<QuotaAccountOptions>, IQuotaProvider> create) =>
        new(SampleVendor.Vendor, create);

    /// <summary>Registers a provider whose client has a message handler.</summary>
    public static Registration Handling(Handle handle) =>
        Created(context => SampleVendor.Right.CreateProvider(new QuotaProviderContext<QuotaAccountOptions>(context.Options)
        {
            TimeProvider = context.TimeProvider,
            Logger = context.Logger,
            HttpClient = new HttpClient(new WrongHandler(handle)),
        }));

    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => call(inner, cancellationToken);

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private sealed class WrongHandler(Handle handle)
        : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.GZip })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            handle(request, r => base.SendAsync(r, cancellationToken));
    }
}
