using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>Pictory: <c>GET /pictoryapis/v1/quota</c>, and the raw key, without <c>Bearer</c>, in <c>Authorization</c>.</summary>
public sealed class PictorySimulator : SimulatedVendor
{
    private readonly AccountBook<PictoryAccount> _accounts = new(() => new PictoryAccount());

    internal PictorySimulator(TimeProvider clock, UnexpectedRequestLog unexpected)
        : base("pictory", clock, unexpected)
    {
    }

    /// <summary>The account of a key. The first call opens it; from then on Pictory accepts the key.</summary>
    /// <param name="key">The key, exactly as the app sends it.</param>
    /// <returns>The account; the same one for the same key.</returns>
    public PictoryAccount Account(string key) => _accounts.Open(key);

    internal override Func<VendorAnswer>? Route(RecordedRequest request, string path) =>
        (request.Method, path) is ("GET", "/pictoryapis/v1/quota") ? () => Quota(request) : null;

    internal override VendorAnswer ErrorAnswer(int status, RecordedRequest request) => PictoryAnswers.Error(status);

    private VendorAnswer Quota(RecordedRequest request)
    {
        if (!request.Headers.TryGetValue("Authorization", out var key))
            return PictoryAnswers.Error(StatusCodes.Status400BadRequest);

        return _accounts.Find(key) switch
        {
            null => PictoryAnswers.Error(StatusCodes.Status401Unauthorized),
            { HasSubscription: false } => PictoryAnswers.Error(StatusCodes.Status404NotFound),
            var account => PictoryAnswers.Quota(account),
        };
    }
}
