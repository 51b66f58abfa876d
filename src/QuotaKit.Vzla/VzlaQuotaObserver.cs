using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace QuotaKit.Vzla;

/// <summary>Looks at the quota headers of the answers that pass, and offers what they say to the cache.</summary>
/// <param name="services">Asked when the first answer comes and not before: the cache may itself need the client that this handler is in.</param>
/// <param name="account">The account whose quota the headers tell.</param>
internal sealed class VzlaQuotaObserver(IServiceProvider services, string account) : DelegatingHandler
{
    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();
    private readonly string _name = IsDefault(account) ? VzlaQuotaProvider.Vendor.Id : $"{VzlaQuotaProvider.Vendor.Id}/{account}";

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
            || CurrentOptions() is not { } options
            || !IsOfAccount(response.RequestMessage, options)
            || !VzlaQuotaHeaders.TryRead(response.Headers, account, sentAt, options.Thresholds, out var seen))
            return;
        sink.Offer(_name, askedAt, previous => VzlaHeaderMerge.Into(previous, seen, options.Thresholds));
    }

    private VzlaQuotaOptions? CurrentOptions()
    {
        var name = IsDefault(account) ? Options.DefaultName : account;
        try
        {
            return services.GetService<IOptionsMonitor<VzlaQuotaOptions>>()?.Get(name);
        }
        catch (Exception)
        {
            // The cache keeps the failure, and QuotaKit's own next call would get it.
            services.GetService<IOptionsMonitorCache<VzlaQuotaOptions>>()?.TryRemove(name);
            throw;
        }
    }

    private static bool IsDefault(string account) => string.Equals(account, "default", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the request went to the account's own address, and with no other token than the account's.</summary>
    /// <param name="sent">The request as it was sent in the end; after a redirect, to the host that it led to.</param>
    /// <param name="options">The account's settings.</param>
    private static bool IsOfAccount(HttpRequestMessage? sent, VzlaQuotaOptions options) =>
        sent?.RequestUri is { IsAbsoluteUri: true } address
        && address.Scheme == options.BaseAddress.Scheme && address.Port == options.BaseAddress.Port
        && string.Equals(address.IdnHost, options.BaseAddress.IdnHost, StringComparison.OrdinalIgnoreCase)
        // A gateway has other vendors behind other paths.
        && address.AbsolutePath.StartsWith(options.BaseAddress.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal)
        // No token is no other's: a gateway may add it.
        && (sent.Headers.Authorization is not { } authorization || options.ApiKey.AsSpan().Trim().SequenceEqual(authorization.Parameter));
}
