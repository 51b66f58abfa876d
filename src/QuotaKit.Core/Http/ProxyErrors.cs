using System.Globalization;

namespace QuotaKit.Http;

/// <summary>Distinguishes failures of a proxy from failures of the vendor.</summary>
/// <remarks>.NET names the proxy only in the messages of its exceptions: in quotes when the proxy refused a request, and in parentheses at the end
/// when connecting to it failed. Host and port are there in every language, and also in trimmed apps without message resources.</remarks>
internal static class ProxyErrors
{
    private const int AuthenticationRequired = 407;
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    /// <summary>The HTTP status with which a proxy refused the connection; null when no proxy did.</summary>
    public static int? StatusOf(Exception exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } refused ? (int?)refused.StatusCode : null;

    /// <summary>The kind of a proxy's failure, whether a retry may help, and its description; null when no proxy has failed.</summary>
    /// <param name="exception">The exception of the HTTP client.</param>
    /// <param name="address">The address of the request; null when unknown.</param>
    public static (QuotaErrorKind Kind, bool IsTransient, string What)? Classify(HttpRequestException exception, Uri? address)
    {
        if (exception.HttpRequestError == HttpRequestError.ProxyTunnelError)
            return Refused(HostIn(exception.Message) is { } named ? $"the proxy {named}" : "a proxy", StatusOf(exception));
        if (address is null || exception.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
            || PeerOf(exception.Message) is not { } peer)
            return null;
        if (IsSame(peer, address.Host, address.Port) || IsSame(peer, address.IdnHost, address.Port))
            return null;
        var reason = exception.HttpRequestError == HttpRequestError.NameResolutionError
            ? "its name does not resolve"
            : "check that it is running and that its address is right";
        return (QuotaErrorKind.Network, true, $"could not be reached: connecting to the proxy {peer} failed; {reason}");
    }

    /// <summary>The exception itself, or a replacement if its message quotes the user name and password of a proxy, as .NET's do.</summary>
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
        // tinyproxy rejects a wrong password with 401. No retry: repeated failed logins can lock the user out.
        AuthenticationRequired or Unauthorized => (QuotaErrorKind.Network, false,
            $"could not be reached: {proxy} requires a valid user name and password (HTTP {status}); "
            + "set them where the proxy is configured, such as in HTTPS_PROXY"),
        Forbidden => (QuotaErrorKind.Network, false,
            $"could not be reached: {proxy} does not allow the connection (HTTP 403); ask the administrator of the proxy"),
        null => (QuotaErrorKind.Network, true, $"could not be reached: {proxy} refused the connection"),
        _ => (QuotaErrorKind.Network, true, $"could not be reached: {proxy} failed to connect (HTTP {status})"),
    };

    private static bool IsSame(string peer, string host, int port) =>
        peer.Equals(FormattableString.Invariant($"{host}:{port}"), StringComparison.OrdinalIgnoreCase);

    private static string? HostIn(string message) =>
        Uri.TryCreate(message[AddressIn(message)], UriKind.Absolute, out var proxy) ? FormattableString.Invariant($"{proxy.Host}:{proxy.Port}") : null;

    // Finds the address in: … to proxy 'http://user:password@proxy.example:8080/' failed with …
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

    // Finds the host and port in: Connection refused (proxy.example:8080)
    private static string? PeerOf(string message)
    {
        var start = message.LastIndexOf('(') + 1;
        if (start == 0 || !message.EndsWith(')'))
            return null;
        var peer = message[start..^1];
        var port = peer.AsSpan(peer.LastIndexOf(':') + 1);
        return peer.Contains(':') && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? peer : null;
    }
}
