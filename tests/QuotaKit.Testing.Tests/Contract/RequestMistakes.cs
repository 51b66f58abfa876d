using QuotaKit.Http;
using Context = QuotaKit.Http.QuotaProviderContext<QuotaKit.Http.QuotaAccountOptions>;
using Registration = QuotaKit.QuotaVendorRegistration<QuotaKit.Http.QuotaAccountOptions>;

namespace QuotaKit.Testing.Tests;

/// <summary>Providers that send a wrong request, or show a key.</summary>
internal static class RequestMistakes
{
    public static Registration HasAnotherName { get; } = WrongProvider.Created(context =>
        new WrongProvider(SampleVendor.Right.CreateProvider(context), (inner, token) => inner.GetQuotaAsync(token)) { Name = "other" });

    public static Registration SendsTwice { get; } = WrongProvider.Calling(async (inner, token) =>
    {
        await inner.GetQuotaAsync(token);
        return await inner.GetQuotaAsync(token);
    });

    public static Registration SendsABody { get; } = Sending(request => request.Content = new StringContent("{}"));

    public static Registration SendsNoContent { get; } = Sending(request => request.Content = null);

    public static Registration DropsThePathPrefix { get; } =
        Sending(request => request.RequestUri = new Uri(request.RequestUri!, $"/{SampleVendor.Path}"));

    public static Registration SendsTheKeyInTheQuery { get; } = Sending(request =>
        request.RequestUri = new Uri(request.RequestUri!, "?key=" + Uri.EscapeDataString(request.Headers.NonValidated[SampleVendor.KeyHeader].ToString())));

    public static Registration KeepsItsFirstKey { get; } = WithOptions(_ => { });

    public static Registration RepairsInvalidKeys { get; } =
        WithOptions(options => options.ApiKey = new string([.. options.ApiKey.Where(char.IsAsciiLetterOrDigit), 'k']));

    public static Registration QuotesErrorBodies { get; } = WrongProvider.Handling(async (request, send) =>
    {
        var response = await send(request);
        return response.IsSuccessStatusCode
            ? response
            : throw new QuotaException(QuotaErrorKind.Rejected, "sample", await response.Content.ReadAsStringAsync());
    });

    public static Registration QuotesHttpExceptions { get; } = WrongProvider.Handling(async (request, send) =>
    {
        try
        {
            return await send(request);
        }
        catch (HttpRequestException e)
        {
            throw new QuotaException(QuotaErrorKind.Network, "sample", e.ToString());
        }
    });

    public static Registration ShowsTheBody { get; } = Showing(response => response.Content.ReadAsStringAsync());

    public static Registration ShowsARawHeader { get; } =
        Showing(response => Task.FromResult(response.Headers.TryGetValues("X-Request-ID", out var values) ? values.Single() : ""));

    public static Registration Sending(Action<HttpRequestMessage> change) => WrongProvider.Handling((request, send) =>
    {
        change(request);
        return send(request);
    });

    /// <summary>Registers a provider that copies its options when it is created, and changes the copy.</summary>
    public static Registration WithOptions(Action<QuotaAccountOptions> change) => WrongProvider.Created(context =>
    {
        var given = context.Options();
        var options = new QuotaAccountOptions(SampleVendor.Vendor) { ApiKey = given.ApiKey, BaseAddress = given.BaseAddress, Resilience = given.Resilience };
        change(options);
        return SampleVendor.Right.CreateProvider(new Context(options) { TimeProvider = context.TimeProvider, Logger = context.Logger });
    });

    /// <summary>Registers a provider whose snapshots show a part of the response as it was received.</summary>
    private static Registration Showing(Func<HttpResponseMessage, Task<string>> read) => WrongProvider.Created(context =>
    {
        var shown = "";
        var handling = WrongProvider.Handling(async (request, send) =>
        {
            var response = await send(request);
            await response.Content.LoadIntoBufferAsync();
            shown = await read(response);
            return response;
        });
        return new WrongProvider(
            handling.CreateProvider(context), async (inner, token) => await inner.GetQuotaAsync(token) with { Warnings = [shown] });
    });
}
