using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>Watches an application's own HttpClient: when HeyGen says that the credits are used up, what QuotaKit has cached is too old.</summary>
/// <param name="services">The services. They are resolved at the first such response, because they may themselves need the client of this handler.</param>
/// <param name="account">The account whose key the client uses.</param>
internal sealed class HeyGenQuotaObserver(IServiceProvider services, string account) : DelegatingHandler
{
    // HeyGen's errors are shorter than 1 KiB.
    private const int MostBytes = 16 * 1024;

    // The ledger may hang, and the app waits for its response.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if ((int)response.StatusCode is >= 400 and < 500)
        {
            try
            {
                await ObserveAsync(response, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // A setting is invalid, or the ledger failed. QuotaKit's own calls report that. This request is the application's, and must not fail
                // because of it.
            }
        }

        return response;
    }

    private async Task ObserveAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!IsOfAccount(response.RequestMessage, CurrentOptions()) || !await IsUsedUpAsync(response, cancellationToken).ConfigureAwait(false))
            return;
        var name = QuotaNames.Of(HeyGenQuotaProvider.Vendor.Id, account);
        services.GetService<QuotaClient>()?.Contradict(name);
        if (services.GetService<QuotaGuard>() is not { } guard)
            return;
        // Not the caller's token: the vendor has said it, whoever still listens.
        using var patience = new CancellationTokenSource(_patience, services.GetService<TimeProvider>() ?? TimeProvider.System);
        await guard.ContradictAsync(name, patience.Token).AsTask().WaitAsync(patience.Token).ConfigureAwait(false);
    }

    private static async Task<bool> IsUsedUpAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // A 402 may be a gateway's. It costs no more than one request for the quota, so the body is not read.
        if (response.StatusCode == HttpStatusCode.PaymentRequired)
            return true;
        var headers = response.Content.Headers;
        if (headers.ContentType?.MediaType is not "application/json" || headers.ContentEncoding.Count > 0 || headers.ContentLength > MostBytes)
            return false;
        var body = await PeekedStream.PeekAsync(response, MostBytes, cancellationToken).ConfigureAwait(false);
        return HeyGenErrors.KindOf(ReadCode(body)) == QuotaErrorKind.QuotaExhausted;
    }

    private static string? ReadCode(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return CodeOf(document.RootElement) ?? (document.RootElement.TryGetProperty("error", out var error) ? CodeOf(error) : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? CodeOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String
            ? code.GetString()
            : null;

    private HeyGenQuotaOptions? CurrentOptions()
    {
        var name = QuotaNames.IsDefault(account) ? Options.DefaultName : account;
        try
        {
            return services.GetService<IOptionsMonitor<HeyGenQuotaOptions>>()?.Get(name);
        }
        catch (Exception)
        {
            // The cache of options keeps a failure. Without the removal, QuotaKit's own next call would fail too.
            services.GetService<IOptionsMonitorCache<HeyGenQuotaOptions>>()?.TryRemove(name);
            throw;
        }
    }

    /// <summary>Whether the request went to the account's own address, and without a key of another account.</summary>
    // A request without a key is accepted, because a gateway may add the key.
    private static bool IsOfAccount(HttpRequestMessage? sent, HeyGenQuotaOptions? options) =>
        options is not null && RequestOrigin.IsBelow(sent, options.BaseAddress)
        && (!sent!.Headers.TryGetValues(HeyGenApi.KeyHeader, out var keys)
            || string.Equals(keys.FirstOrDefault(), options.ApiKey.Trim(), StringComparison.Ordinal));
}
