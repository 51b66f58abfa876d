using System.Net.Sockets;
using System.Security.Authentication;

namespace QuotaKit.Http;

/// <summary>Classifies the exceptions of HttpClient.</summary>
internal static class TransportErrors
{
    private static readonly (QuotaErrorKind, bool, string) _closed = (QuotaErrorKind.Network, true, "closed the connection");

    /// <summary>The kind of an exception, whether a retry may help, and its description; null for an exception that does not come from the
    /// transport.</summary>
    /// <param name="exception">The exception of the HTTP client.</param>
    /// <param name="address">The address of the request, to distinguish it from a proxy's; null when unknown.</param>
    public static (QuotaErrorKind Kind, bool IsTransient, string What)? Classify(Exception exception, Uri? address = null) => exception switch
    {
        HttpRequestException e => ProxyErrors.Classify(e, address) ?? Of(e.HttpRequestError, e, address),
        HttpIOException e => Of(e.HttpRequestError, e, address),
        OperationCanceledException { InnerException: TimeoutException } => (QuotaErrorKind.Timeout, true, "did not respond in time"),
        // Neither the caller nor a timeout of ours has cancelled it, so a handler has.
        OperationCanceledException => (QuotaErrorKind.Network, true, "did not respond: an HTTP handler cancelled the request"),
        // Decompressing streams throw this for a body that is not encoded as Content-Encoding says.
        InvalidDataException => (QuotaErrorKind.Protocol, true, "sent a body that cannot be decompressed"),
        IOException or SocketException => _closed,
        _ => null,
    };

    private static (QuotaErrorKind, bool, string) Of(HttpRequestError error, Exception exception, Uri? address) => error switch
    {
        // A connection that was closed during the handshake has the same error code, but no such inner exception.
        HttpRequestError.SecureConnectionError when exception.InnerException is AuthenticationException refused =>
            (QuotaErrorKind.Tls, false, TlsErrors.Describe(refused)),
        HttpRequestError.NameResolutionError => (QuotaErrorKind.Network, true, "could not be found: its name does not resolve"),
        HttpRequestError.ConnectionError => (QuotaErrorKind.Network, true, "could not be reached; check the network connection"),
        HttpRequestError.InvalidResponse => (QuotaErrorKind.Protocol, true, "did not respond with valid HTTP"),
        HttpRequestError.HttpProtocolError => (QuotaErrorKind.Protocol, true, "violated the HTTP/2 protocol"),
        HttpRequestError.ConfigurationLimitExceeded => (QuotaErrorKind.TooLarge, false, "sent more than 64 KiB of headers"),
        _ when TlsErrors.DescribeMissingClientCertificate(exception) is { } demand => (QuotaErrorKind.Tls, false, demand),
        _ when exception.InnerException is { } inner && exception is HttpRequestException => Classify(inner, address) ?? _closed,
        _ => _closed,
    };
}
