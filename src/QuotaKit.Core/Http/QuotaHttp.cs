using System.Net;
using System.Net.Http.Headers;
using System.Reflection;

namespace QuotaKit.Http;

/// <summary>The transport that every provider uses unless it is given another.</summary>
internal static class QuotaHttp
{
    private const int MaxHeaderKilobytes = 64;

    private static readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(5);
    private static readonly string _userAgent = $"QuotaKit/{VersionOf(typeof(QuotaHttp).Assembly)}";

    /// <summary>Whether attempts end before connecting has usually timed out.</summary>
    public static bool IsShort(TimeSpan attemptTimeout) => attemptTimeout < _connectTimeout;

    /// <summary>A handler that keeps keys where they belong and notices when a host moves.</summary>
    public static SocketsHttpHandler CreateHandler() => CreateHandler(_connectTimeout);

    /// <inheritdoc cref="CreateHandler()"/>
    /// <param name="attemptTimeout">How long an attempt may take: no connecting takes longer.</param>
    public static SocketsHttpHandler CreateHandler(TimeSpan attemptTimeout) => new()
    {
        // A connection that hangs is kept for the attempts to come, which would then hang behind it.
        ConnectTimeout = IsShort(attemptTimeout) ? attemptTimeout : _connectTimeout,
        // A redirect would take x-api-key along to the other host; Authorization alone is dropped there.
        AllowAutoRedirect = false,
        UseCookies = false,
        // Not Brotli: the sender chooses its window, which takes up to 16 MiB of native memory for a body of a few bytes.
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        MaxResponseHeadersLength = MaxHeaderKilobytes,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    /// <summary>Makes a client ready for one vendor.</summary>
    public static HttpClient Prepare(HttpClient client, Uri baseAddress)
    {
        client.BaseAddress = AddressRules.AsFolder(baseAddress);

        // The pipeline owns time; a second clock below it would answer with a different exception.
        client.Timeout = Timeout.InfiniteTimeSpan;
        // As plain text: parsed values would be copied for each request.
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
