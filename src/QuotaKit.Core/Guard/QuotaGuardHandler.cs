using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Reserves before a request of an app's own client leaves, and settles by the response.</summary>
/// <param name="services">The services. The guard is resolved at the first request, because it may itself need the client of this handler.</param>
/// <param name="account">The account whose key the client uses.</param>
/// <param name="spendOf">Returns the amount that a request will cost; null for a request that costs nothing.</param>
/// <param name="keepSlot">Whether a commit keeps the slot of a concurrency limit.</param>
/// <param name="whenUnknown">Whether to send a request when it is unknown how much is left.</param>
internal sealed class QuotaGuardHandler(
    IServiceProvider services,
    string account,
    Func<HttpRequestMessage, CancellationToken, ValueTask<QuotaSpend?>> spendOf,
    bool keepSlot,
    QuotaUnknownPolicy whenUnknown) : DelegatingHandler
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly QuotaReserveOptions _options = new() { WhenUnknown = whenUnknown };

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A client with AddQuotaGuard sends asynchronously only. Call SendAsync instead of Send.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (await spendOf(request, cancellationToken).ConfigureAwait(false) is not { } spend)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        ThrowIfOfAnother(spend);
        var hold = await IdempotencyKey.ReserveAsync(Guard(), request, spend, _options, cancellationToken).ConfigureAwait(false);
        var hasOwnKey = IdempotencyKey.IsSet(request);
        if (!hasOwnKey)
            request.Headers.Add(IdempotencyKey.Header, hold.Id);

        var address = request.RequestUri;
        HttpResponseMessage response;
        await using ((await LeaseKeeper.StartAsync(hold, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))
        {
            try
            {
                response = await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (ChargeProof.WasNeverSent(e) && MayRelease())
            {
                await ReleaseAsync().ConfigureAwait(false);
                throw;
            }
        }

        if (response.IsSuccessStatusCode)
            await TrySettleAsync(hold, h => h.CommitAsync(keepSlot, CancellationToken.None)).ConfigureAwait(false);
        else if (ChargeProof.IsRefusal(response.StatusCode) && MayRelease())
            await ReleaseAsync().ConfigureAwait(false);
        return response;

        // HttpClient writes the target of a redirect into the request. The first address may have charged before it redirected.
        bool MayRelease() => hold.IsNew && Equals(address, request.RequestUri);

        async Task ReleaseAsync()
        {
            await TrySettleAsync(hold, h => h.ReleaseAsync(CancellationToken.None)).ConfigureAwait(false);
            // A handler that sends the same request again must not find the released id.
            if (!hasOwnKey)
                request.Headers.Remove(IdempotencyKey.Header);
        }
    }

    /// <summary>Sends a request that .NET does not repeat by itself: it would repeat one without content when a connection ends before the response.</summary>
    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        request.Content = EmptyContent.Instance;
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (request.Content == EmptyContent.Instance)
                request.Content = null;
        }
    }

    private static async Task TrySettleAsync(QuotaReservation hold, Func<QuotaReservation, Task> settle)
    {
        try
        {
            // Bounded, so that a ledger that hangs does not keep the response back.
            await settle(hold).WaitAsync(_patience, hold.Clock).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The app gets the response that it may have paid for. The amount stays held and then counts as spent.
            hold.LogSettleFailed(e);
        }
    }

    private IQuotaGuard Guard() => services.GetService<IQuotaGuard>() ?? throw new QuotaConfigurationException(
        "", "AddQuotaGuard needs a guard. Add one with AddGuard.");

    private void ThrowIfOfAnother(QuotaSpend spend)
    {
        if (!QuotaNames.AreSame(QuotaNames.Full(spend.Account), account))
        {
            throw new QuotaConfigurationException(
                QuotaNames.Split(account).Provider,
                QuotaText.OneLine($"The spend is of the account '{spend.Account}', but AddQuotaGuard was called for '{account}'. Nothing was sent."));
        }
    }
}
