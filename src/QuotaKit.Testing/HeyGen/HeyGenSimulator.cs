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

    private readonly AccountBook<HeyGenAccount> _accounts;
    private volatile VendorResponse? _retired;
    private volatile string? _sunset;

    internal HeyGenSimulator(TimeProvider clock, UnexpectedRequestLog unexpected)
        : base("heygen", clock, unexpected) => _accounts = new(() => new HeyGenAccount(clock));

    /// <summary>Gets the account of a key. The first call opens it, and HeyGen accepts the key from then on.</summary>
    /// <param name="key">The key, exactly as the app sends it.</param>
    /// <returns>The account. The same key gives the same object.</returns>
    public HeyGenAccount Account(string key) => _accounts.Open(key);

    /// <summary>Takes v2 out of service. Only v3 sends the quota from now on.</summary>
    /// <param name="status">
    /// The status of v2, with an empty body: 301, 302, 307 or 308 to another host, 400, 403, 404, 405, 410 or 501. The default value is 404.
    /// </param>
    public void RetireV2(int status = StatusCodes.Status404NotFound)
    {
        if (status is not (301 or 302 or 307 or 308 or 400 or 403 or 404 or 405 or 410 or 501))
            throw new ArgumentOutOfRangeException(nameof(status), status, "A retired endpoint does not send this status without a body.");

        var response = VendorResponse.Empty(status);
        _retired = status < 400 ? response.With(("Location", "https://developers.heygen.com/")) : response;
    }

    /// <summary>Takes v2 out of service. It sends this response from now on, such as a notice with status 200, and only v3 sends the quota.</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <param name="body">The body. It is sent as a web page when it begins with <c>&lt;</c>, and otherwise as JSON.</param>
    public void RetireV2(int status, string body)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        ArgumentNullException.ThrowIfNull(body);
        _retired = VendorResponse.Of(status, Encoding.UTF8.GetBytes(body), body.StartsWith('<') ? "text/html; charset=utf-8" : "application/json");
    }

    /// <summary>Announces the end of v2, as HeyGen did. It still sends the quota, with the headers <c>Deprecation</c> and <c>Sunset</c> and a
    /// <c>warning</c> in the document.</summary>
    /// <param name="sunset">The day of the end.</param>
    public void DeprecateV2(DateOnly sunset) =>
        _sunset = sunset.ToDateTime(default, DateTimeKind.Utc).ToString("R", CultureInfo.InvariantCulture);

    internal override Func<VendorResponse>? Route(RecordedRequest request, string path) => (request.Method, path) switch
    {
        ("GET", QuotaPath) => _retired is { } retired ? () => retired : () => Quota(request),
        ("GET", UserPath) => () => User(request),
        _ => null,
    };

    internal override VendorResponse ErrorResponse(int status, RecordedRequest request) =>
        request.Path.EndsWith(UserPath, StringComparison.Ordinal) ? HeyGenResponses.ErrorV3(status) : HeyGenResponses.ErrorV2(status);

    private VendorResponse Quota(RecordedRequest request) => FindAccount(request) switch
    {
        null => HeyGenResponses.ErrorV2(StatusCodes.Status401Unauthorized),
        { HasApiAccess: false } => HeyGenResponses.ErrorV2(StatusCodes.Status403Forbidden),
        var account when _sunset is { } sunset => HeyGenResponses.Quota(account, $"This v2 endpoint is Legacy and will be removed on {sunset}.")
            .With(("Deprecation", "true"), ("Sunset", sunset)),
        var account => HeyGenResponses.Quota(account),
    };

    private VendorResponse User(RecordedRequest request) => FindAccount(request) switch
    {
        null => HeyGenResponses.ErrorV3(StatusCodes.Status401Unauthorized),
        { HasApiAccess: false } => HeyGenResponses.ErrorV3(StatusCodes.Status403Forbidden),
        var account => HeyGenResponses.User(account),
    };

    private HeyGenAccount? FindAccount(RecordedRequest request) => _accounts.Find(request.Headers.GetValueOrDefault("x-api-key"));
}
