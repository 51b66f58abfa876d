using System.Net.Sockets;
using System.Security.Authentication;

namespace QuotaKit.Http;

/// <summary>Sorts what HttpClient throws.</summary>
internal static class TransportErrors
{
    private static readonly (QuotaErrorKind, bool, string) _broken = (QuotaErrorKind.Network, true, "broke the connection off");

    /// <summary>The kind, and whether it may go away by itself; null for an exception that is not the transport's.</summary>
    public static (QuotaErrorKind Kind, bool IsTransient, string What)? Classify(Exception exception) => exception switch
    {
        HttpRequestException e => Of(e.HttpRequestError, e),
        HttpIOException e => Of(e.HttpRequestError, e),
        OperationCanceledException { InnerException: TimeoutException } => (QuotaErrorKind.Timeout, true, "did not answer in time"),
        // Not the caller's and not a time-out's: a handler on the way gave up.
        OperationCanceledException => (QuotaErrorKind.Network, true, "was given up: a handler cancelled the request"),
        // What a decompressing stream says of bytes that are not what their header says.
        InvalidDataException => (QuotaErrorKind.Protocol, true, "sent a body that cannot be decompressed"),
        IOException or SocketException => _broken,
        _ => null,
    };

    private static (QuotaErrorKind, bool, string) Of(HttpRequestError error, Exception exception) => error switch
    {
        // The same error stands for a handshake that was cut off; only the inner exception tells a certificate that was looked at.
        HttpRequestError.SecureConnectionError when exception.InnerException is AuthenticationException =>
            (QuotaErrorKind.Tls, false, "could not prove who it is: the TLS handshake failed (is the certificate valid for this host?)"),
        HttpRequestError.NameResolutionError => (QuotaErrorKind.Network, true, "could not be found: its name does not resolve"),
        HttpRequestError.ConnectionError => (QuotaErrorKind.Network, true, "could not be reached (is there a network?)"),
        HttpRequestError.InvalidResponse => (QuotaErrorKind.Protocol, true, "did not answer in HTTP"),
        HttpRequestError.HttpProtocolError => (QuotaErrorKind.Protocol, true, "broke the rules of HTTP/2"),
        HttpRequestError.ConfigurationLimitExceeded => (QuotaErrorKind.TooLarge, false, "sent more headers than an answer has"),
        _ when exception.InnerException is { } inner && exception is HttpRequestException => Classify(inner) ?? _broken,
        _ => _broken,
    };
}
