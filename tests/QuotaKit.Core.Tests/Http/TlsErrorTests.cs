using System.Security.Authentication;
using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Http;

/// <summary>Exceptions of .NET about a TLS handshake. TlsRow in QuotaKit.Faults.Tests shows over sockets that .NET throws them; these tests add
/// revoked certificates and a runtime without message resources.</summary>
public sealed class TlsErrorTests
{
    [Theory]
    [InlineData("The remote certificate is invalid because of errors in the certificate chain: Revoked", "its certificate was revoked")]
    [InlineData("… chain: RevocationStatusUnknown, OfflineRevocation", "its certificate could not be checked for revocation (check that")]
    [InlineData("net_ssl_io_cert_chain_validation, NotTimeValid, UntrustedRoot", "has expired or is not valid yet and is not trusted")]
    [InlineData("net_ssl_io_cert_validation, RemoteCertificateNameMismatch", "is for another name")]
    [InlineData("The remote certificate was rejected by the provided RemoteCertificateValidationCallback.", "was rejected by this app's own check")]
    [InlineData("Something new.", "the TLS handshake failed; check that its certificate is valid for this host")]
    public void Rejected_certificate_says_why(string message, string reason) =>
        Assert.Contains(reason, TlsErrors.Describe(new AuthenticationException(message)), StringComparison.Ordinal);

    [Fact]
    public void Missing_client_certificate_in_TLS_1_3_is_a_TLS_error()
    {
        var openSsl = new InvalidOperationException("error:0A00045C:SSL routines::tlsv13 alert certificate required");
        var exception = new HttpRequestException("", new IOException("", openSsl));

        Assert.Equal(
            (QuotaErrorKind.Tls, false, "requires a client certificate; set one in the HTTP handler's SslOptions"), TransportErrors.Classify(exception)!.Value);
    }
}
