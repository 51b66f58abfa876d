using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>
/// vzla.io: <c>GET /api/quantis/v2/me/quota/</c>, which is free, and <c>Authorization: Bearer KEY</c>. Every other path under
/// <c>/api/quantis/v2/</c> is a billable call: it spends one request and gets <c>{}</c>, or 429 once all requests are spent. Every response
/// to a known key has the <c>X-Quota-*</c> headers. A path without its trailing slash is redirected.
/// </summary>
public sealed class VzlaSimulator : SimulatedVendor
{
    private const string ApiRoot = "/api/quantis/v2/";
    private const string QuotaPath = ApiRoot + "me/quota/";

    private readonly AccountBook<VzlaAccount> _accounts;
    private readonly TimeProvider _clock;

    internal VzlaSimulator(TimeProvider clock, UnexpectedRequestLog unexpected)
        : base("vzla", clock, unexpected) => (_clock, _accounts) = (clock, new(() => new VzlaAccount(clock)));

    /// <summary>Gets the account of a key. The first call opens it, and vzla.io accepts the key from then on.</summary>
    /// <param name="key">The key, exactly as the app sends it after <c>Bearer</c>.</param>
    /// <returns>The account. The same key gives the same object.</returns>
    public VzlaAccount Account(string key) => _accounts.Open(key);

    internal override Func<VendorResponse>? Route(RecordedRequest request, string path) =>
        path.StartsWith(ApiRoot, StringComparison.Ordinal) ? () => WithHeaders(Respond(request, path), request) : null;

    internal override VendorResponse ErrorResponse(int status, RecordedRequest request)
    {
        var response = WithHeaders(VzlaResponses.Error(status, IsAnonymous(request)), request);
        // vzla.io's own 429 means that nothing is left, so the headers must say the same.
        return status == StatusCodes.Status429TooManyRequests && FindAccount(request) is { HasQuota: true }
            ? response.With(("X-Quota-Remaining", "0"))
            : response;
    }

    private VendorResponse Respond(RecordedRequest request, string path)
    {
        if (request.Method != HttpMethods.Get)
            return VzlaResponses.Error(StatusCodes.Status405MethodNotAllowed, IsAnonymous(request)).With(("Allow", HttpMethods.Get));

        if (!path.EndsWith('/'))
            return VzlaResponses.RedirectTo($"{request.Path}/{request.Query}");

        if (FindAccount(request) is not { } account)
            return VzlaResponses.Error(StatusCodes.Status401Unauthorized, IsAnonymous(request));

        if (path == QuotaPath)
            return VzlaResponses.Quota(account.Quota, Period());

        return account.TrySpendOne()
            ? VendorResponse.Json(StatusCodes.Status200OK, "{}")
            : VzlaResponses.Error(StatusCodes.Status429TooManyRequests, IsAnonymous(request));
    }

    private VendorResponse WithHeaders(VendorResponse response, RecordedRequest request) =>
        response.With([.. VzlaResponses.Headers(FindAccount(request)?.Quota, Period())]);

    private VzlaPeriod Period() => VzlaPeriod.At(_clock.GetUtcNow());

    private VzlaAccount? FindAccount(RecordedRequest request) =>
        request.Headers.TryGetValue("Authorization", out var value) && value.StartsWith("Bearer ", StringComparison.Ordinal)
            ? _accounts.Find(value["Bearer ".Length..])
            : null;

    private static bool IsAnonymous(RecordedRequest request) => !request.Headers.ContainsKey("Authorization");
}
