using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit;

/// <summary>Guards the requests of an app's own HTTP client.</summary>
public static class QuotaGuardHttpClientBuilderExtensions
{
    /// <summary>Reserves an amount before a request leaves, and settles it by the response.</summary>
    /// <inheritdoc cref="AddQuotaGuard(IHttpClientBuilder, string, Func{HttpRequestMessage, CancellationToken, ValueTask{QuotaSpend}}, bool, QuotaUnknownPolicy)"/>
    public static IHttpClientBuilder AddQuotaGuard(
        this IHttpClientBuilder http,
        string account,
        Func<HttpRequestMessage, QuotaSpend?> spend,
        bool keepSlot = false,
        QuotaUnknownPolicy whenUnknown = QuotaUnknownPolicy.Deny)
    {
        ArgumentNullException.ThrowIfNull(spend);
        return http.AddQuotaGuard(account, (request, _) => new ValueTask<QuotaSpend?>(spend(request)), keepSlot, whenUnknown);
    }

    /// <summary>Reserves an amount before a request leaves, and settles it by the response.</summary>
    /// <remarks>
    /// <para><b>Denied</b>: the request is not sent, and the caller gets an <see cref="InsufficientQuotaException"/>.</para>
    /// <para><b>Sent</b> with the header <c>Idempotency-Key</c>: the reservation's id, unless the request has that header. A key of the app's is used as
    /// the id if it can be one (1 to 200 letters, digits and <c>- _ . : /</c>), so that a retry with the same key finds its reservation. The lease is
    /// renewed until the response's headers arrive. A request without content gets an empty one, because .NET would repeat it by itself.</para>
    /// <para><b>Committed</b> when a status of 200 to 299 arrives, before the body is read. If the ledger then fails, the app gets the response all the
    /// same; the amount stays held and counts as spent when the lease ends.</para>
    /// <para><b>Released</b> when the vendor's refusal proves that nothing was charged: 400 to 407, 410, 411, 413 to 415, 417, 421, 422, 426, 428,
    /// 429, 431, 451, or no connection was made. A reservation that an earlier request made is not released, nor one whose request was redirected: the
    /// first address may have charged.</para>
    /// <para><b>Left to expire</b>, which counts as spent, in all other cases: cancelled, timed out, connection closed, 3xx, 408, 409, 425, 5xx.</para>
    /// <para>Handlers that retry belong outside: add them before this one. Each retry then finds the reservation of the first request, and none is
    /// released wrongly. Retries with an <c>Idempotency-Key</c> that is committed or expired fail with a <see cref="QuotaReservationException"/>, and
    /// nothing is sent. QuotaKit's own clients are not guarded.</para>
    /// </remarks>
    /// <param name="http">The app's own client for the vendor.</param>
    /// <param name="account">The account whose key the client uses: <c>"heygen"</c>, <c>"heygen/team-a"</c>. A spend of another account is an error.</param>
    /// <param name="spend">Returns the amount that a request will cost; null for one that costs nothing, which is sent without a reservation. If it
    /// throws, its exception goes to the caller, and nothing is sent. Requests may call it at the same time.</param>
    /// <param name="keepSlot">Whether a success only means that the vendor accepted a job that now runs. The slot of a concurrency limit is then kept until
    /// the lease ends, or until the app releases it: find it with <c>guard.FindAsync(key)</c> and the <c>Idempotency-Key</c> that was sent.
    /// The default value is false.</param>
    /// <param name="whenUnknown">Whether to send a request when it is unknown how much is left. The default value is
    /// <see cref="QuotaUnknownPolicy.Deny"/>: it is not sent, and the caller gets the error of reading the quota.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <example>
    /// <code>
    /// services.AddQuotaKit().AddGuard();
    /// services.AddHttpClient("render").AddQuotaGuard("heygen", request =>
    ///     request.Method == HttpMethod.Post ? new QuotaSpend("heygen", 12, QuotaUnit.Credits) : null);
    /// </code>
    /// </example>
    public static IHttpClientBuilder AddQuotaGuard(
        this IHttpClientBuilder http,
        string account,
        Func<HttpRequestMessage, CancellationToken, ValueTask<QuotaSpend?>> spend,
        bool keepSlot = false,
        QuotaUnknownPolicy whenUnknown = QuotaUnknownPolicy.Deny)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(spend);
        // The guard reads the quota with QuotaKit's own clients, so guarding them would never end.
        if (http.Name?.StartsWith("QuotaKit:", StringComparison.Ordinal) == true)
            return http;
        var name = QuotaNames.Full(account);
        return http.AddHttpMessageHandler(services => new QuotaGuardHandler(services, name, spend, keepSlot, whenUnknown));
    }
}
