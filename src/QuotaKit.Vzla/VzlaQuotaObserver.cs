using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace QuotaKit.Vzla;

/// <summary>Looks at the quota headers of the answers that pass, and offers what they say to the cache.</summary>
/// <param name="services">Asked when the first answer comes and not before: the cache may itself need the client that this handler is in.</param>
/// <param name="account">The account whose quota the headers tell.</param>
internal sealed class VzlaQuotaObserver(IServiceProvider services, string account) : DelegatingHandler
{
    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();
    private readonly string _name = account == "default" ? VzlaQuotaProvider.Vendor.Id : $"{VzlaQuotaProvider.Vendor.Id}/{account}";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (askedAt, sentAt) = (_clock.GetTimestamp(), _clock.GetUtcNow());
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            Observe(response, askedAt, sentAt);
        }
        catch (Exception)
        {
            // A setting is wrong, or a provider of the application's cannot be made. QuotaKit's own calls report it; this request is not
            // ours to fail.
        }

        return response;
    }

    private void Observe(HttpResponseMessage response, long askedAt, DateTimeOffset sentAt)
    {
        // Headers that do not say what is left must not displace a snapshot that does. Looked at first, because it costs the least.
        if (VzlaQuotaHeaders.ReadRemaining(response.Headers) is null
            || services.GetService<IQuotaSnapshotSink>() is not { } sink
            || services.GetService<IOptionsMonitor<VzlaQuotaOptions>>()?.Get(account == "default" ? "" : account) is not { } options
            || !IsOfAccount(response.RequestMessage, options)
            || !VzlaQuotaHeaders.TryRead(response.Headers, account, sentAt, options.Thresholds, out var seen))
            return;
        sink.Offer(_name, askedAt, previous => VzlaHeaderMerge.Into(previous, seen, options.Thresholds));
    }

    /// <summary>Whether the request went to the account's own host, and with no other token than the account's.</summary>
    /// <param name="sent">The request as it was sent in the end; after a redirect, to the host that it led to.</param>
    /// <param name="options">The account's settings.</param>
    private static bool IsOfAccount(HttpRequestMessage? sent, VzlaQuotaOptions options) =>
        sent?.RequestUri is { IsAbsoluteUri: true } address
        && address.Scheme == options.BaseAddress.Scheme && address.Port == options.BaseAddress.Port
        && string.Equals(address.IdnHost, options.BaseAddress.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (TokenOf(sent) is not { } token || options.ApiKey.AsSpan().Trim().SequenceEqual(token));

    // No token is no other's: a gateway may add it.
    private static string? TokenOf(HttpRequestMessage sent) =>
        sent.Headers.Authorization?.Parameter is { } token && token.StartsWith(VzlaApi.KeyPrefix, StringComparison.Ordinal) ? token : null;
}
