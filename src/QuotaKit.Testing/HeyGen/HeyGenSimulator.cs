using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>
/// HeyGen: <c>GET /v2/user/remaining_quota</c>, its successor <c>GET /v3/users/me</c>, and the key in <c>x-api-key</c>.
/// </summary>
public sealed class HeyGenSimulator : SimulatedVendor
{
    private const string QuotaPath = "/v2/user/remaining_quota";
    private const string UserPath = "/v3/users/me";

    private readonly AccountBook<HeyGenAccount> _accounts = new(() => new HeyGenAccount());
    private volatile int _retiredStatus;

    internal HeyGenSimulator(TimeProvider clock, UnexpectedRequestLog unexpected)
        : base("heygen", clock, unexpected)
    {
    }

    /// <summary>The account of a key. The first call opens it; from then on HeyGen accepts the key.</summary>
    /// <param name="key">The key, exactly as the app sends it.</param>
    /// <returns>The account; the same one for the same key.</returns>
    public HeyGenAccount Account(string key) => _accounts.Open(key);

    /// <summary>Takes v2 out of service: from now on only v3 answers.</summary>
    /// <param name="status">What v2 answers, with an empty body: 404 or 410. The default value is 404.</param>
    public void RetireV2(int status = StatusCodes.Status404NotFound)
    {
        if (status is not (StatusCodes.Status404NotFound or StatusCodes.Status410Gone))
            throw new ArgumentOutOfRangeException(nameof(status), status, "A retired endpoint answers 404 or 410.");

        _retiredStatus = status;
    }

    internal override Func<VendorAnswer>? Route(RecordedRequest request, string path) => (request.Method, path) switch
    {
        ("GET", QuotaPath) => _retiredStatus is not 0 and var status ? () => VendorAnswer.Empty(status) : () => Quota(request),
        ("GET", UserPath) => () => User(request),
        _ => null,
    };

    internal override VendorAnswer ErrorAnswer(int status, RecordedRequest request) =>
        request.Path.EndsWith(UserPath, StringComparison.Ordinal) ? HeyGenAnswers.ErrorV3(status) : HeyGenAnswers.ErrorV2(status);

    private VendorAnswer Quota(RecordedRequest request) => FindAccount(request) switch
    {
        null => HeyGenAnswers.ErrorV2(StatusCodes.Status401Unauthorized),
        { HasApiAccess: false } => HeyGenAnswers.ErrorV2(StatusCodes.Status403Forbidden),
        var account => HeyGenAnswers.Quota(account),
    };

    private VendorAnswer User(RecordedRequest request) => FindAccount(request) switch
    {
        null => HeyGenAnswers.ErrorV3(StatusCodes.Status401Unauthorized),
        { HasApiAccess: false } => HeyGenAnswers.ErrorV3(StatusCodes.Status403Forbidden),
        var account => HeyGenAnswers.User(account),
    };

    private HeyGenAccount? FindAccount(RecordedRequest request) => _accounts.Find(request.Headers.GetValueOrDefault("x-api-key"));
}
