using System.Globalization;

namespace QuotaKit.Http;

/// <summary>Tells a proxy that fails from a vendor that does.</summary>
/// <remarks>.NET names the proxy only in the texts of its exceptions: in quotes where it refused, and in brackets at the end, as whatever it
/// could not connect to. The host and port there are not translated, and are also there when an app was trimmed of its resources.</remarks>
internal static class ProxyErrors
{
    private const int AuthenticationRequired = 407;
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    /// <summary>The status that a proxy refused with; null when none did.</summary>
    public static int? StatusOf(Exception exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } refused ? (int?)refused.StatusCode : null;

    /// <summary>The kind of a proxy's failure, whether it may pass, and the words for it; null when it is none.</summary>
    /// <param name="exception">The exception of the HTTP client.</param>
    /// <param name="address">The address that was to be reached; null when it is not known.</param>
    public static (QuotaErrorKind Kind, bool IsTransient, string What)? Classify(HttpRequestException exception, Uri? address)
    {
        if (exception.HttpRequestError == HttpRequestError.ProxyTunnelError)
            return Refused(HostIn(exception.Message) is { } named ? $"the proxy {named}" : "a proxy", StatusOf(exception));
        if (address is null || exception.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError) || PeerOf(exception.Message) is not { } peer)
            return null;
        if (IsSame(peer, address.Host, address.Port) || IsSame(peer, address.IdnHost, address.Port))
            return null;
        var what = exception.HttpRequestError == HttpRequestError.NameResolutionError ? "found: its name does not resolve" : "reached (is it running, and is its address right?)";
        return (QuotaErrorKind.Network, true, $"was not asked: the proxy {peer} could not be {what}");
    }

    /// <summary>The exception, or one without the user name and password of a proxy, which .NET quotes.</summary>
    public static Exception WithoutCredentials(Exception exception)
    {
        var message = exception.Message;
        var address = AddressIn(message);
        return exception is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } && message[address].Contains('@')
            ? new KeyFreeException($"{exception.GetType()}: {message[..address.Start]}{HostIn(message)}{message[address.End..]}")
            : exception;
    }

    private static (QuotaErrorKind, bool, string) Refused(string proxy, int? status) => status switch
    {
        // tinyproxy answers a wrong password with 401. Repeated wrong logins can lock an account.
        AuthenticationRequired or Unauthorized => (QuotaErrorKind.Network, false, FormattableString.Invariant(
            $"was not asked: {proxy} wants a user name and password, or other ones (HTTP {status}); give them where the proxy is set, such as HTTPS_PROXY")),
        Forbidden => (QuotaErrorKind.Network, false, $"was not asked: {proxy} does not allow connections to it (HTTP 403); ask whoever runs the proxy"),
        null => (QuotaErrorKind.Network, true, $"was not asked: {proxy} refused the connection"),
        _ => (QuotaErrorKind.Network, true, FormattableString.Invariant($"was not asked: {proxy} did not connect to it (HTTP {status})")),
    };

    private static bool IsSame(string peer, string host, int port) =>
        peer.Equals(FormattableString.Invariant($"{host}:{port}"), StringComparison.OrdinalIgnoreCase);

    private static string? HostIn(string message) =>
        Uri.TryCreate(message[AddressIn(message)], UriKind.Absolute, out var proxy) ? FormattableString.Invariant($"{proxy.Host}:{proxy.Port}") : null;

    // … to proxy 'http://user:password@proxy.example:8080/' failed with …
    private static Range AddressIn(string message)
    {
        var scheme = message.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return ..0;
        var start = scheme;
        while (start > 0 && char.IsAsciiLetterOrDigit(message[start - 1]))
            start--;
        var length = message.AsSpan(scheme).IndexOfAny("'\", ");
        return start..(length < 0 ? message.Length : scheme + length);
    }

    // Connection refused (proxy.example:8080)
    private static string? PeerOf(string message)
    {
        var start = message.LastIndexOf('(') + 1;
        if (start == 0 || !message.EndsWith(')'))
            return null;
        var peer = message[start..^1];
        return ushort.TryParse(peer.AsSpan(peer.LastIndexOf(':') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _) && peer.Contains(':') ? peer : null;
    }
}
