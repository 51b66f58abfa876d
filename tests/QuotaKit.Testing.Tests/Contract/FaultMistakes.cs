using QuotaKit.Http;
using Context = QuotaKit.Http.QuotaProviderContext<QuotaKit.Http.QuotaAccountOptions>;
using Registration = QuotaKit.QuotaVendorRegistration<QuotaKit.Http.QuotaAccountOptions>;

namespace QuotaKit.Testing.Tests;

/// <summary>Providers that get faults or cancellation wrong.</summary>
internal static class FaultMistakes
{
    public static Registration NeverRetries { get; } = RequestMistakes.WithOptions(options => options.Resilience.MaxAttempts = 1);

    public static Registration ReturnsUnknownsForErrors { get; } = WrongProvider.Catching(e => e is QuotaException ? Unknown() : throw e);

    public static Registration CallsEveryErrorUnavailable { get; } =
        WrongProvider.Catching(e => throw new QuotaException(QuotaErrorKind.Unavailable, "sample", "It is down.", e));

    public static Registration ForgetsThatTheKeyWasRejected { get; } = WrongProvider.Created(context =>
        new WrongProvider(SampleVendor.Right.CreateProvider(context), async (_, token) =>
        {
            var another = SampleVendor.Right.CreateProvider(context);
            using (another as IDisposable)
                return await another.GetQuotaAsync(token);
        }));

    public static Registration FollowsRedirects { get; } = WrongProvider.Created(context =>
        SampleVendor.Right.CreateProvider(new Context(context.Options) { HttpClient = new HttpClient(new SocketsHttpHandler()) }));

    public static Registration ReadsAnySize { get; } = WrongProvider.Handling(async (request, send) =>
    {
        var response = await send(request);
        response.Content = new StringContent((await response.Content.ReadAsStringAsync()).Trim());
        return response;
    });

    public static Registration HasItsOwnClock { get; } = WrongProvider.Created(context =>
        SampleVendor.Right.CreateProvider(new Context(context.Options) { HttpClient = context.HttpClient }));

    public static Registration IgnoresTheClient { get; } = WrongProvider.Created(context =>
        SampleVendor.Right.CreateProvider(new Context(context.Options) { TimeProvider = context.TimeProvider, Logger = context.Logger }));

    public static Registration IgnoresTheToken { get; } = WrongProvider.Calling((inner, _) => inner.GetQuotaAsync(CancellationToken.None));

    public static Registration LosesTheToken { get; } =
        WrongProvider.Catching(e => e is OperationCanceledException ? throw new OperationCanceledException() : throw e);

    public static Registration CancelsAllCalls { get; } = WrongProvider.Created(context =>
    {
        var all = new CancellationTokenSource();
        return new WrongProvider(SampleVendor.Right.CreateProvider(context), async (inner, token) =>
        {
            await using var link = token.Register(all.Cancel);
            try
            {
                return await inner.GetQuotaAsync(all.Token);
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                throw new OperationCanceledException(token);
            }
        });
    });

    /// <summary>Registers a provider that takes a status for another kind of error.</summary>
    public static Registration Mistaking(int status, QuotaErrorKind kind) => QuotaVendorRegistration.Create(
        SampleVendor.Vendor,
        client => QuotaEndpoint.Get(client, SampleVendor.Path, SampleVendor.KeyHeader, SampleVendor.Map),
        response => new VendorError(response.StatusCode == status ? kind : null));

    private static QuotaSnapshot Unknown() => new()
    {
        Provider = "sample",
        RetrievedAt = default,
        Balances = [new QuotaBalance { Key = "credits", Label = "Credits", Unit = QuotaUnit.Credits, Kind = QuotaKind.Allowance }],
    };
}
