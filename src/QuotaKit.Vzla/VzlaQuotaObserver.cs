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
        var thresholds = Thresholds();
        if (services.GetService<IQuotaSnapshotSink>() is { } sink
            && VzlaQuotaHeaders.TryRead(response.Headers, account, sentAt, thresholds, out var seen)
            // Headers that do not say what is left must not displace a snapshot that does.
            && seen.Primary.Remaining is not null)
            sink.Offer(_name, askedAt, previous => VzlaHeaderMerge.Into(previous, seen, thresholds));
    }

    private QuotaThresholds Thresholds() =>
        services.GetService<IOptionsMonitor<VzlaQuotaOptions>>()?.Get(account == "default" ? "" : account).Thresholds ?? QuotaThresholds.Default;
}
