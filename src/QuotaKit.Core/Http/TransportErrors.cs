using System.Net.Sockets;
using System.Security.Authentication;

namespace QuotaKit.Http;

/// <summary>Sorts what HttpClient throws.</summary>
internal static class TransportErrors
{
    private static readonly (QuotaErrorKind, bool, string) _broken = (QuotaErrorKind.Network, true, "closed the connection");

    /// <summary>The kind, and whether it may go away by itself; null for an exception that is not the transport's.</summary>
    /// <param name="exception">The exception of the HTTP client.</param>
    /// <param name="address">The address that was to be reached, to tell a proxy from it; null when it is not known.</param>
    public static (QuotaErrorKind Kind, bool IsTransient, string What)? Classify(Exception exception, Uri? address = null) => exception switch
    {
        HttpRequestException e => ProxyErrors.Classify(e, address) ?? Of(e.HttpRequestError, e, address),
        HttpIOException e => Of(e.HttpRequestError, e, address),
        OperationCanceledException { InnerException: TimeoutException } => (QuotaErrorKind.Timeout, true, "did not answer in time"),
        // Not the caller's and not a time-out's: a handler on the way gave up.
        OperationCanceledException => (QuotaErrorKind.Network, true, "was given up: a handler cancelled the request"),
        // What a decompressing stream says of bytes that are not what their header says.
        InvalidDataException => (QuotaErrorKind.Protocol, true, "sent a body that cannot be decompressed"),
        IOException or SocketException => _broken,
        _ => null,
    };

    private static (QuotaErrorKind, bool, string) Of(HttpRequestError error, Exception exception, Uri? address) => error switch
    {
        // The same error stands for a handshake that was cut off; only the inner exception tells a certificate that was looked at.
        HttpRequestError.SecureConnectionError when exception.InnerException is AuthenticationException refused =>
            (QuotaErrorKind.Tls, false, TlsErrors.Describe(refused)),
        HttpRequestError.NameResolutionError => (QuotaErrorKind.Network, true, "could not be found: its name does not resolve"),
        HttpRequestError.ConnectionError => (QuotaErrorKind.Network, true, "could not be reached (is there a network?)"),
        HttpRequestError.InvalidResponse => (QuotaErrorKind.Protocol, true, "did not answer in HTTP"),
        HttpRequestError.HttpProtocolError => (QuotaErrorKind.Protocol, true, "broke the rules of HTTP/2"),
        HttpRequestError.ConfigurationLimitExceeded => (QuotaErrorKind.TooLarge, false, "sent more than 64 KiB of headers"),
        _ when TlsErrors.DescribeMissingClientCertificate(exception) is { } demand => (QuotaErrorKind.Tls, false, demand),
        _ when exception.InnerException is { } inner && exception is HttpRequestException => Classify(inner, address) ?? _broken,
        _ => _broken,
    };
}
