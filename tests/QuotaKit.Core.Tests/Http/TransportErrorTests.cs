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

    [Fact]
    public void What_is_not_the_transports_has_none() => Assert.Null(TransportErrors.Classify(new InvalidOperationException()));
}
