using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuotaKit.Http;

namespace QuotaKit.Vzla;

/// <summary>Watches an application's own HttpClient: reads the quota headers of its vzla.io responses and updates QuotaKit's cache with them.</summary>
/// <param name="services">The services. The cache is resolved when the first response arrives, and not before, because it may itself need the
/// client that this handler belongs to.</param>
/// <param name="account">The account whose token the client uses.</param>
internal sealed class VzlaQuotaObserver(IServiceProvider services, string account) : DelegatingHandler
{
    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();
    private readonly string _name = IsDefault(account) ? VzlaQuotaProvider.Vendor.Id : $"{VzlaQuotaProvider.Vendor.Id}/{account}";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (requestedAt, sentAt) = (_clock.GetTimestamp(), _clock.GetUtcNow());
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            Observe(response, requestedAt, sentAt);
        }
        catch (Exception)
        {
            // A setting is invalid, or a provider of the application cannot be created. QuotaKit's own calls report that. This request is the
            // application's, and must not fail because of it.
        }

        return response;
    }

    private void Observe(HttpResponseMessage response, long requestedAt, DateTimeOffset sentAt)
    {
        // Headers without a remaining amount must not replace a snapshot that has one. This check comes first because it is the cheapest.
        if (VzlaQuotaHeaders.ReadRemaining(response.Headers) is null
            || services.GetService<IQuotaSnapshotSink>() is not { } sink
            || CurrentOptions() is not { } options
            || !IsOfAccount(response.RequestMessage, options)
            || !VzlaQuotaHeaders.TryRead(response.Headers, account, sentAt, options.Thresholds, out var seen))
            return;
        sink.Offer(_name, requestedAt, previous => VzlaHeaderMerge.Into(previous, seen, options.Thresholds));
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
            // The cache of options keeps a failure. Without the removal, QuotaKit's own next call would fail too.
            services.GetService<IOptionsMonitorCache<VzlaQuotaOptions>>()?.TryRemove(name);
            throw;
        }
    }

    private static bool IsDefault(string account) => string.Equals(account, "default", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the request went to the account's own address, and without a token of another account.</summary>
    /// <param name="sent">The request that got the response. After a redirect, its address is the target of the redirect.</param>
    /// <param name="options">The account's options.</param>
    private static bool IsOfAccount(HttpRequestMessage? sent, VzlaQuotaOptions options) =>
        RequestOrigin.IsBelow(sent, options.BaseAddress)
        // A request without a token is accepted, because a gateway may add the token.
        && (sent!.Headers.Authorization is not { } authorization || options.ApiKey.AsSpan().Trim().SequenceEqual(authorization.Parameter));
}
