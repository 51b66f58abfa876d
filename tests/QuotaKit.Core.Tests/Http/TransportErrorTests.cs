using System.Net.Sockets;
using System.Security.Authentication;
using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Http;

/// <summary>Exceptions of HttpClient. QuotaKit.Faults.Tests shows over sockets that it throws them.</summary>
public sealed class TransportErrorTests
{
    public static TheoryData<Exception, QuotaErrorKind, bool> Kinds => new()
    {
        { new HttpRequestException(HttpRequestError.NameResolutionError), QuotaErrorKind.Network, true },
        { new HttpRequestException(HttpRequestError.ConnectionError), QuotaErrorKind.Network, true },
        { new HttpRequestException(HttpRequestError.ConnectionError, inner: new TimeoutException()), QuotaErrorKind.Network, true },
        { new HttpRequestException(HttpRequestError.SecureConnectionError, inner: new AuthenticationException()), QuotaErrorKind.Tls, false },
        { new HttpRequestException(HttpRequestError.SecureConnectionError, inner: new IOException()), QuotaErrorKind.Network, true },
        { new HttpRequestException(HttpRequestError.SecureConnectionError), QuotaErrorKind.Network, true },
        { new HttpRequestException(HttpRequestError.InvalidResponse), QuotaErrorKind.Protocol, true },
        { new HttpRequestException(HttpRequestError.HttpProtocolError), QuotaErrorKind.Protocol, true },
        { new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded), QuotaErrorKind.TooLarge, false },
        { new HttpRequestException(HttpRequestError.Unknown, inner: new InvalidDataException()), QuotaErrorKind.Protocol, true },
        { new HttpRequestException(HttpRequestError.Unknown), QuotaErrorKind.Network, true },
        { new HttpIOException(HttpRequestError.ResponseEnded), QuotaErrorKind.Network, true },
        { new HttpIOException(HttpRequestError.InvalidResponse), QuotaErrorKind.Protocol, true },
        { new TaskCanceledException("", new TimeoutException()), QuotaErrorKind.Timeout, true },
        { new TaskCanceledException(), QuotaErrorKind.Network, true },
        { new InvalidDataException(), QuotaErrorKind.Protocol, true },
        { new IOException(), QuotaErrorKind.Network, true },
        { new SocketException(), QuotaErrorKind.Network, true },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Transport_exception_has_a_kind(Exception exception, QuotaErrorKind kind, bool isTransient)
    {
        var classified = TransportErrors.Classify(exception);

        Assert.Equal((kind, isTransient), (classified!.Value.Kind, classified.Value.IsTransient));
        Assert.NotEmpty(classified.Value.What);
    }

    public static TheoryData<Exception, string> Descriptions => new()
    {
        { new HttpRequestException(HttpRequestError.NameResolutionError), "could not be found: its name does not resolve" },
        { new HttpRequestException(HttpRequestError.ConnectionError), "could not be reached; check the network connection" },
        {
            new HttpRequestException(HttpRequestError.SecureConnectionError, inner: new AuthenticationException()),
            "could not prove its identity: the TLS handshake failed; check that its certificate is valid for this host"
        },
        { new HttpRequestException(HttpRequestError.InvalidResponse), "did not respond with valid HTTP" },
        { new HttpRequestException(HttpRequestError.HttpProtocolError), "violated the HTTP/2 protocol" },
        { new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded), "sent more than 64 KiB of headers" },
        { new HttpRequestException(HttpRequestError.Unknown, inner: new InvalidDataException()), "sent a body that cannot be decompressed" },
        { new HttpRequestException(HttpRequestError.Unknown, inner: new FormatException()), "closed the connection" },
        { new HttpIOException(HttpRequestError.ResponseEnded, "", new InvalidDataException()), "closed the connection" },
        { new TaskCanceledException("", new TimeoutException()), "did not respond in time" },
        { new TaskCanceledException(), "did not respond: an HTTP handler cancelled the request" },
        { new IOException(), "closed the connection" },
    };

    [Theory]
    [MemberData(nameof(Descriptions))]
    public void Transport_exception_has_a_description(Exception exception, string what) => Assert.Equal(what, TransportErrors.Classify(exception)!.Value.What);

    [Fact]
    public void Other_exceptions_have_no_kind() => Assert.Null(TransportErrors.Classify(new InvalidOperationException()));
}
