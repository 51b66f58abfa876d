using System.Text.Json;
using QuotaKit.Http;

namespace QuotaKit.Testing.Tests;

/// <summary>A wrong provider for each check of the contract. Each makes a mistake that a real one could make.</summary>
internal static class WrongProviders
{
    private static readonly QuotaVendorRegistration<QuotaAccountOptions> _impatient = WithOptions(o => o.Resilience.MaxAttempts = 1);
    private static readonly QuotaVendorRegistration<QuotaAccountOptions> _forgiving = WrongProvider.Catching(e => e is QuotaException ? Unknown() : throw e);
    private static readonly QuotaVendorRegistration<QuotaAccountOptions> _onItsOwnClock =
        WrongProvider.Created(context => SampleVendor.Right.CreateProvider(new QuotaProviderContext<QuotaAccountOptions>(context.Options)));

    private static readonly QuotaVendorRegistration<QuotaAccountOptions> _readingAnySize = WrongProvider.Handling(async (request, send) =>
    {
        var response = await send(request);
        response.Content = new StringContent((await response.Content.ReadAsStringAsync()).Trim());
        return response;
    });

    private static readonly QuotaVendorRegistration<QuotaAccountOptions> _withoutTheCallersToken =
        WrongProvider.Catching(e => e is OperationCanceledException ? throw new OperationCanceledException() : throw e);

    private static readonly QuotaVendorRegistration<QuotaAccountOptions> _zeroing = Mapping(document =>
    {
        var credits = document.Root.ChildIfAny("credits"u8) ?? throw document.NotQuota(default);
        return SampleVendor.Snapshot(document, Find("used"), Find("limit"));

        decimal Find(string name) => credits.Members().Where(m => m.Name == name).Select(m => m.AsNumberIfAny()).FirstOrDefault() ?? 0;
    });

    /// <summary>The wrong provider by the name of the check that must find it, with a part of the message.</summary>
    public static IReadOnlyDictionary<string, (QuotaVendorRegistration<QuotaAccountOptions> Registration, string Story)> ByCheck { get; } =
        new Dictionary<string, (QuotaVendorRegistration<QuotaAccountOptions>, string)>
        {
            ["A good document becomes a snapshot"] = (
                WrongProvider.Created(context => new WrongProvider(SampleVendor.Right.CreateProvider(context), (inner, token) => inner.GetQuotaAsync(token)) { Name = "other" }),
                "Expected: the provider's Name is 'sample'\n  But: it is 'other'"),
            ["One call sends one GET request to the path"] = (
                WrongProvider.Calling(async (inner, token) => await inner.GetQuotaAsync(token) is null ? Unknown() : await inner.GetQuotaAsync(token)),
                "Expected: 1 request(s) in all\n  But: the vendor received 2"),
            ["The request has no body"] = (Sending(request => request.Content = new StringContent("{}")), "its Content-Length is 2"),
            ["The path prefix of a gateway is kept"] = (
                Sending(request => request.RequestUri = new Uri(request.RequestUri!, $"/{SampleVendor.Path}")), "The vendor does not serve sample: GET /v1/quota → 501"),
            ["The key is sent in its header only"] = (
                Sending(request => request.RequestUri = new Uri(request.RequestUri!, "?key=" + Uri.EscapeDataString(KeyOf(request)))), "it is also in the query"),
            ["A changed key is used by the next call"] = (WithOptions(_ => { }), "it has the old one"),
            ["An invalid key is rejected before a request"] = (WithOptions(o => o.ApiKey = new string([.. o.ApiKey.Where(char.IsAsciiLetterOrDigit), 'k'])), "the provider has an empty key"),
            ["An error that echoes the key does not reveal it"] = (
                WrongProvider.Handling(async (request, send) =>
                {
                    var response = await send(request);
                    return response.IsSuccessStatusCode ? response
                        : throw new QuotaException(QuotaErrorKind.Rejected, "sample", await response.Content.ReadAsStringAsync());
                }),
                "400, with the key as it is in the body"),
            ["A document that echoes the key does not reveal it"] = (Showing(async response => await response.Content.ReadAsStringAsync()), "it is in QuotaSnapshot"),
            ["Headers that echo the key do not reveal it"] = (
                Showing(response => Task.FromResult(response.Headers.TryGetValues("X-Request-ID", out var values) ? values.Single() : "")), "it is in QuotaSnapshot"),
            ["Bytes that are not HTTP do not reveal the key"] = (
                WrongProvider.Handling(async (request, send) =>
                {
                    try
                    {
                        return await send(request);
                    }
                    catch (HttpRequestException e)
                    {
                        throw new QuotaException(QuotaErrorKind.Network, "sample", e.ToString());
                    }
                }),
                "the key in place of"),
            ["401 is Unauthorized and is not retried"] = (Erring(401, QuotaErrorKind.Forbidden), "of kind Unauthorized\n  But: QuotaException of kind Forbidden"),
            ["403 is Forbidden and is not retried"] = (Erring(403, QuotaErrorKind.Unauthorized), "But: QuotaException of kind Unauthorized"),
            ["404 is NotFound and is not retried"] = (_forgiving, "But: a snapshot"),
            ["A rejected key is not sent again"] = (
                WrongProvider.Created(context => new WrongProvider(SampleVendor.Right.CreateProvider(context), async (_, token) =>
                {
                    using var another = (IDisposable)SampleVendor.Right.CreateProvider(context);
                    return await ((IQuotaProvider)another).GetQuotaAsync(token);
                })),
                "Expected: 1 request(s) in all\n  But: the vendor received 2"),
            ["429 is Throttled until Retry-After has passed"] = (Erring(429, QuotaErrorKind.QuotaExhausted), "But: QuotaException of kind QuotaExhausted"),
            ["429 is retried when Retry-After is short"] = (_impatient, "Expected: a snapshot"),
            ["500, 502, 503 and 504 are retried"] = (_impatient, "The vendor sent: 500, and then the good document"),
            ["503 on every attempt is Unavailable"] = (Erring(503, QuotaErrorKind.Rejected), "But: QuotaException of kind Rejected"),
            ["A redirect is not followed"] = (
                WrongProvider.Created(context => SampleVendor.Right.CreateProvider(
                    new QuotaProviderContext<QuotaAccountOptions>(context.Options) { HttpClient = new HttpClient(new SocketsHttpHandler()) })),
                "301 to another host"),
            ["Bytes that are not JSON are a Protocol error"] = (_forgiving, "But: a snapshot"),
            ["A web page is a Protocol error"] = (_forgiving, "But: a snapshot"),
            ["An empty body is a Protocol error"] = (_forgiving, "But: a snapshot"),
            ["A document cut in the middle is a Protocol error"] = (_forgiving, "But: a snapshot"),
            ["JSON that is not a quota document is an error"] = (Mapping(document => SampleVendor.Snapshot(document, null, null)), "The vendor sent: 200 with {}"),
            ["A body that is too large is an error"] = (_readingAnySize, "followed by 2 MiB of spaces"),
            ["A compressed body that is too large is an error"] = (_readingAnySize, "followed by 16 MiB of spaces, compressed"),
            ["A vendor that sends nothing is a Timeout"] = (_onItsOwnClock, "Expected: the call ends"),
            ["A body that is sent too slowly is a Timeout"] = (_onItsOwnClock, "Expected: the call ends"),
            ["A reset connection is retried"] = (_impatient, "But: QuotaException of kind Network"),
            ["A connection reset in the body is retried"] = (_impatient, "But: QuotaException of kind Network"),
            ["A connection closed in the body is retried"] = (_impatient, "But: QuotaException of kind Network"),
            ["A reset on every attempt is a Network error"] = (
                WrongProvider.Catching(e => throw new QuotaException(QuotaErrorKind.Unavailable, "sample", "It is down.", e)), "But: QuotaException of kind Unavailable: It is down."),
            ["Bytes that are not HTTP are an error"] = (_forgiving, "But: a snapshot"),
            ["A call cancelled before it starts sends nothing"] = (
                WrongProvider.Calling((inner, _) => inner.GetQuotaAsync(CancellationToken.None)), "Expected: an OperationCanceledException\n  But: a snapshot"),
            ["A waiting call can be cancelled"] = (_withoutTheCallersToken, "But: it has another token"),
            ["A call can be cancelled while it reads the body"] = (_withoutTheCallersToken, "But: it has another token"),
            ["Cancelling one call does not end another"] = (CancellingAll(), "But: OperationCanceledException"),
            ["A missing member is unknown, never zero"] = (_zeroing, "Expected: Used of 'credits' is null, because it is not known\n  But: it is 0"),
            ["A null member is unknown, never zero"] = (_zeroing, "with null in 'credits.used'"),
            ["A member of another type never becomes zero"] = (_zeroing, "with another type in 'credits.used'"),
            ["A large number is mapped exactly"] = (
                WrongProvider.Changing(s => s with { Balances = [s.Primary with { Used = (decimal?)(double?)s.Primary.Used }] }), "Used of 'credits' is 9007199254740993"),
            ["A number that is too large is an error or unknown"] = (
                WrongProvider.Changing(s => s with { Balances = [s.Primary with { Used = s.Primary.Used is { } used ? (int)used : null }] }), "But: OverflowException"),
            ["Thousands of balances are limited to 256"] = (WrongProvider.Changing(WithEveryNumber), "at most 256 balances"),
            ["Hostile text becomes one short, harmless line"] = (
                WrongProvider.Changing(s => s with { Plan = RootOf(s).GetProperty("plan").GetString() }), "a document with a line break in every text"),
        };

    private static QuotaVendorRegistration<QuotaAccountOptions> Mapping(Func<QuotaDocument, QuotaSnapshot> map) => QuotaVendorRegistration.Create(
        SampleVendor.Vendor, client => QuotaEndpoint.Get(client, SampleVendor.Path, SampleVendor.KeyHeader, map), SampleVendor.ReadError);

    private static QuotaVendorRegistration<QuotaAccountOptions> Erring(int status, QuotaErrorKind kind) => QuotaVendorRegistration.Create(
        SampleVendor.Vendor,
        client => QuotaEndpoint.Get(client, SampleVendor.Path, SampleVendor.KeyHeader, SampleVendor.Map),
        response => new VendorError(response.StatusCode == status ? kind : null));

    private static QuotaVendorRegistration<QuotaAccountOptions> Sending(Action<HttpRequestMessage> change) => WrongProvider.Handling((request, send) =>
    {
        change(request);
        return send(request);
    });

    /// <summary>Registers a provider that copies its options when it is created, and changes the copy.</summary>
    private static QuotaVendorRegistration<QuotaAccountOptions> WithOptions(Action<QuotaAccountOptions> change) => WrongProvider.Created(context =>
    {
        var given = context.Options();
        var options = new QuotaAccountOptions(SampleVendor.Vendor) { ApiKey = given.ApiKey, BaseAddress = given.BaseAddress, Resilience = given.Resilience };
        change(options);
        return SampleVendor.Right.CreateProvider(new QuotaProviderContext<QuotaAccountOptions>(options) { TimeProvider = context.TimeProvider, Logger = context.Logger });
    });

    /// <summary>Registers a provider that shows a part of the response in its snapshots as it was received.</summary>
    private static QuotaVendorRegistration<QuotaAccountOptions> Showing(Func<HttpResponseMessage, Task<string>> read) => WrongProvider.Created(context =>
    {
        var shown = "";
        var handling = WrongProvider.Handling(async (request, send) =>
        {
            var response = await send(request);
            await response.Content.LoadIntoBufferAsync();
            shown = await read(response);
            return response;
        });
        return new WrongProvider(handling.CreateProvider(context), async (inner, token) =>
        {
            var snapshot = await inner.GetQuotaAsync(token);
            return snapshot with { Warnings = [shown] };
        });
    });

    private static QuotaVendorRegistration<QuotaAccountOptions> CancellingAll() => WrongProvider.Created(context =>
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

    private static QuotaSnapshot WithEveryNumber(QuotaSnapshot snapshot) => snapshot with
    {
        Balances =
        [
            .. RootOf(snapshot).EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Number)
                .Select(m => snapshot.Primary with { Key = m.Name, Used = m.Value.GetDecimal() }).Prepend(snapshot.Primary),
        ],
    };

    private static JsonElement RootOf(QuotaSnapshot snapshot) => JsonDocument.Parse(snapshot.RawJson!).RootElement;

    private static string KeyOf(HttpRequestMessage request) => request.Headers.NonValidated[SampleVendor.KeyHeader].ToString();

    private static QuotaSnapshot Unknown() => new()
    {
        Provider = "sample",
        RetrievedAt = default,
        Balances = [new QuotaBalance { Key = "credits", Label = "Credits", Unit = QuotaUnit.Credits, Kind = QuotaKind.Allowance }],
    };
}
