using System.Net;
using System.Net.Http.Headers;
using System.Reflection;

namespace QuotaKit.Http;

/// <summary>Creates the HTTP handler that providers use by default, and prepares their HTTP clients.</summary>
internal static class QuotaHttp
{
    private const int MaxHeaderKilobytes = 64;

    private static readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(5);
    private static readonly string _userAgent = $"QuotaKit/{VersionOf(typeof(QuotaHttp).Assembly)}";

    /// <summary>Whether an attempt times out before the default connect timeout of 5 seconds.</summary>
    public static bool IsShort(TimeSpan attemptTimeout) => attemptTimeout < _connectTimeout;

    /// <summary>Creates a handler that follows no redirects, stores no cookies, and notices within 2 minutes when a host moves to another address.</summary>
    public static SocketsHttpHandler CreateHandler() => CreateHandler(_connectTimeout);

    /// <inheritdoc cref="CreateHandler()"/>
    /// <param name="attemptTimeout">The timeout of an attempt. One below 5 seconds also limits connecting.</param>
    public static SocketsHttpHandler CreateHandler(TimeSpan attemptTimeout) => new()
    {
        // A connection attempt goes on after its request has timed out, and later requests would wait for it.
        ConnectTimeout = IsShort(attemptTimeout) ? attemptTimeout : _connectTimeout,
        // A redirect would send x-api-key to the other host: .NET only removes Authorization.
        AllowAutoRedirect = false,
        UseCookies = false,
        // Not Brotli: the sender chooses the window size, and a body of a few bytes can make it allocate 16 MiB of native memory.
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        MaxResponseHeadersLength = MaxHeaderKilobytes,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    /// <summary>Sets the address and the default headers of a client for one vendor, and turns its timeout off.</summary>
    public static HttpClient Prepare(HttpClient client, Uri baseAddress)
    {
        client.BaseAddress = AddressRules.AsFolder(baseAddress);

        // Each attempt has a timeout of its own. A second one here would fail calls with a different exception.
        client.Timeout = Timeout.InfiniteTimeSpan;
        // Added as plain text, because parsed values would be copied for each request.
        AddIfNone(client.DefaultRequestHeaders, "User-Agent", _userAgent);
        AddIfNone(client.DefaultRequestHeaders, "Accept", "application/json");
        return client;
    }

    private static void AddIfNone(HttpRequestHeaders headers, string name, string value)
    {
        if (!headers.NonValidated.Contains(name))
            headers.TryAddWithoutValidation(name, value);
    }

    private static string VersionOf(Assembly assembly) =>
        assembly.GetName().Version is { } version ? version.ToString(3) : "0.0.0";
}
