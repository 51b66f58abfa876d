using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>Pictory: <c>GET /pictoryapis/v1/quota</c>, and the raw key, without <c>Bearer</c>, in <c>Authorization</c>.</summary>
public sealed class PictorySimulator : SimulatedVendor
{
    private readonly AccountBook<PictoryAccount> _accounts;

    internal PictorySimulator(TimeProvider clock, UnexpectedRequestLog unexpected)
        : base("pictory", clock, unexpected) => _accounts = new(() => new PictoryAccount(clock));

    /// <summary>Gets the account of a key. The first call opens it, and Pictory accepts the key from then on.</summary>
    /// <param name="key">The key, exactly as the app sends it.</param>
    /// <returns>The account. The same key gives the same object.</returns>
    public PictoryAccount Account(string key) => _accounts.Open(key);

    internal override Func<VendorResponse>? Route(RecordedRequest request, string path) =>
        (request.Method, path) is ("GET", "/pictoryapis/v1/quota") ? () => Quota(request) : null;

    internal override VendorResponse ErrorResponse(int status, RecordedRequest request) => PictoryResponses.Error(status);

    private VendorResponse Quota(RecordedRequest request)
    {
        if (!request.Headers.TryGetValue("Authorization", out var key))
            return PictoryResponses.Error(StatusCodes.Status400BadRequest);

        return _accounts.Find(key) switch
        {
            null => PictoryResponses.Error(StatusCodes.Status401Unauthorized),
            { HasSubscription: false } => PictoryResponses.Error(StatusCodes.Status404NotFound),
            var account => PictoryResponses.Quota(account),
        };
    }
}
