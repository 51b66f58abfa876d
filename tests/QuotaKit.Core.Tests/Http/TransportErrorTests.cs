using System.Net.Sockets;
using System.Security.Authentication;
using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Http;

/// <summary>What HttpClient throws, sorted. That it really throws these is shown row by row, over sockets, in QuotaKit.Tests.</summary>
public sealed class TransportErrorTests
{
    public static TheoryData<Exception, QuotaErrorKind, bool> Sorted => new()
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
    [MemberData(nameof(Sorted))]
    public void An_exception_of_the_transport_has_a_kind(Exception exception, QuotaErrorKind kind, bool isTransient)
    {
        var sorted = TransportErrors.Classify(exception);

        Assert.Equal((kind, isTransient), (sorted!.Value.Kind, sorted.Value.IsTransient));
        Assert.NotEmpty(sorted.Value.What);
    }

    public static TheoryData<Exception, string> Told => new()
    {
        { new HttpRequestException(HttpRequestError.NameResolutionError), "could not be found: its name does not resolve" },
        { new HttpRequestException(HttpRequestError.ConnectionError), "could not be reached (is there a network?)" },
        {
            new HttpRequestException(HttpRequestError.SecureConnectionError, inner: new AuthenticationException()),
            "could not prove who it is: the TLS handshake failed (is the certificate valid for this host?)"
        },
        { new HttpRequestException(HttpRequestError.InvalidResponse), "did not answer in HTTP" },
        { new HttpRequestException(HttpRequestError.HttpProtocolError), "broke the rules of HTTP/2" },
        { new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded), "sent more than 64 KiB of headers" },
        { new HttpRequestException(HttpRequestError.Unknown, inner: new InvalidDataException()), "sent a body that cannot be decompressed" },
        { new HttpRequestException(HttpRequestError.Unknown, inner: new FormatException()), "closed the connection" },
        { new HttpIOException(HttpRequestError.ResponseEnded, "", new InvalidDataException()), "closed the connection" },
        { new TaskCanceledException("", new TimeoutException()), "did not answer in time" },
        { new TaskCanceledException(), "was given up: a handler cancelled the request" },
        { new IOException(), "closed the connection" },
    };

    [Theory]
    [MemberData(nameof(Told))]
    public void It_is_told_in_words(Exception exception, string words) => Assert.Equal(words, TransportErrors.Classify(exception)!.Value.What);

    [Fact]
    public void What_is_not_the_transports_has_none() => Assert.Null(TransportErrors.Classify(new InvalidOperationException()));
}
