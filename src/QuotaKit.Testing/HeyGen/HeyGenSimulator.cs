using System.Globalization;
using System.Text;
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
    private volatile VendorAnswer? _retired;
    private volatile string? _sunset;

    internal HeyGenSimulator(TimeProvider clock, UnexpectedRequestLog unexpected)
        : base("heygen", clock, unexpected)
    {
    }

    /// <summary>The account of a key. The first call opens it; from then on HeyGen accepts the key.</summary>
    /// <param name="key">The key, exactly as the app sends it.</param>
    /// <returns>The account; the same one for the same key.</returns>
    public HeyGenAccount Account(string key) => _accounts.Open(key);

    /// <summary>Takes v2 out of service: from now on only v3 answers.</summary>
    /// <param name="status">
    /// What v2 answers, with an empty body: 301, 302, 307 or 308 to another host, 400, 403, 404, 405, 410 or 501. The default value is 404.
    /// </param>
    public void RetireV2(int status = StatusCodes.Status404NotFound)
    {
        if (status is not (301 or 302 or 307 or 308 or 400 or 403 or 404 or 405 or 410 or 501))
            throw new ArgumentOutOfRangeException(nameof(status), status, "A retired endpoint does not answer this without a body.");

        var answer = VendorAnswer.Empty(status);
        _retired = status < 400 ? answer.With(("Location", "https://developers.heygen.com/")) : answer;
    }

    /// <summary>Takes v2 out of service: from now on it answers this, such as a notice with status 200, and only v3 tells the quota.</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <param name="body">The body: a web page when it begins with <c>&lt;</c>, else JSON.</param>
    public void RetireV2(int status, string body)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        ArgumentNullException.ThrowIfNull(body);
        _retired = VendorAnswer.Of(status, Encoding.UTF8.GetBytes(body), body.StartsWith('<') ? "text/html; charset=utf-8" : "application/json");
    }

    /// <summary>Announces the end of v2, as HeyGen did: it goes on answering, with the headers <c>Deprecation</c> and <c>Sunset</c> and a
    /// <c>warning</c> in the document.</summary>
    /// <param name="sunset">The day of the end.</param>
    public void DeprecateV2(DateOnly sunset) =>
        _sunset = sunset.ToDateTime(default, DateTimeKind.Utc).ToString("R", CultureInfo.InvariantCulture);

    internal override Func<VendorAnswer>? Route(RecordedRequest request, string path) => (request.Method, path) switch
    {
        ("GET", QuotaPath) => _retired is { } retired ? () => retired : () => Quota(request),
        ("GET", UserPath) => () => User(request),
        _ => null,
    };

    internal override VendorAnswer ErrorAnswer(int status, RecordedRequest request) =>
        request.Path.EndsWith(UserPath, StringComparison.Ordinal) ? HeyGenAnswers.ErrorV3(status) : HeyGenAnswers.ErrorV2(status);

    private VendorAnswer Quota(RecordedRequest request) => FindAccount(request) switch
    {
        null => HeyGenAnswers.ErrorV2(StatusCodes.Status401Unauthorized),
        { HasApiAccess: false } => HeyGenAnswers.ErrorV2(StatusCodes.Status403Forbidden),
        var account when _sunset is { } sunset => HeyGenAnswers.Quota(account, $"This v2 endpoint is Legacy and will be removed on {sunset}.")
            .With(("Deprecation", "true"), ("Sunset", sunset)),
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
