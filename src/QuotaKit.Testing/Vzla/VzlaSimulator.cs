using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>
/// vzla.io: <c>GET /api/quantis/v2/me/quota/</c>, which is free, and <c>Authorization: Bearer KEY</c>. Every other path under
/// <c>/api/quantis/v2/</c> is a billable call: it spends one request and answers <c>{}</c>, or 429 once all are spent. Every answer
/// to a known key carries the <c>X-Quota-*</c> headers; a path without its trailing slash is redirected.
/// </summary>
public sealed class VzlaSimulator : SimulatedVendor
{
    private const string ApiRoot = "/api/quantis/v2/";
    private const string QuotaPath = ApiRoot + "me/quota/";

    private readonly AccountBook<VzlaAccount> _accounts = new(() => new VzlaAccount());
    private readonly TimeProvider _clock;

    internal VzlaSimulator(TimeProvider clock, UnexpectedRequestLog unexpected)
        : base("vzla", clock, unexpected) => _clock = clock;

    /// <summary>The account of a key. The first call opens it; from then on vzla.io accepts the key.</summary>
    /// <param name="key">The key, exactly as the app sends it after <c>Bearer</c>.</param>
    /// <returns>The account; the same one for the same key.</returns>
    public VzlaAccount Account(string key) => _accounts.Open(key);

    internal override Func<VendorAnswer>? Route(RecordedRequest request, string path) =>
        path.StartsWith(ApiRoot, StringComparison.Ordinal) ? () => WithHeaders(Answer(request, path), request) : null;

    internal override VendorAnswer ErrorAnswer(int status, RecordedRequest request)
    {
        var answer = WithHeaders(VzlaAnswers.Error(status, IsAnonymous(request)), request);
        // vzla.io's own 429 means that nothing is left, so its headers must not say otherwise.
        return status == StatusCodes.Status429TooManyRequests && FindAccount(request) is { HasQuota: true }
            ? answer.With(("X-Quota-Remaining", "0"))
            : answer;
    }

    private VendorAnswer Answer(RecordedRequest request, string path)
    {
        if (request.Method != HttpMethods.Get)
            return VzlaAnswers.Error(StatusCodes.Status405MethodNotAllowed, IsAnonymous(request)).With(("Allow", HttpMethods.Get));

        if (!path.EndsWith('/'))
            return VzlaAnswers.RedirectTo($"{request.Path}/{request.Query}");

        if (FindAccount(request) is not { } account)
            return VzlaAnswers.Error(StatusCodes.Status401Unauthorized, IsAnonymous(request));

        if (path == QuotaPath)
            return VzlaAnswers.Quota(account.Quota, Period());

        return account.TrySpendOne()
            ? VendorAnswer.Json(StatusCodes.Status200OK, "{}")
            : VzlaAnswers.Error(StatusCodes.Status429TooManyRequests, IsAnonymous(request));
    }

    private VendorAnswer WithHeaders(VendorAnswer answer, RecordedRequest request) =>
        answer.With([.. VzlaAnswers.Headers(FindAccount(request)?.Quota, Period())]);

    private VzlaPeriod Period() => VzlaPeriod.At(_clock.GetUtcNow());

    private VzlaAccount? FindAccount(RecordedRequest request) =>
        request.Headers.TryGetValue("Authorization", out var value) && value.StartsWith("Bearer ", StringComparison.Ordinal)
            ? _accounts.Find(value["Bearer ".Length..])
            : null;

    private static bool IsAnonymous(RecordedRequest request) => !request.Headers.ContainsKey("Authorization");
}
