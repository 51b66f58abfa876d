using System.Security.Authentication;
using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Http;

/// <summary>What .NET says of a handshake, sorted. That it really says so is shown by row 9, over sockets; here is what needs an authority
/// that revokes, or a runtime without texts.</summary>
public sealed class TlsErrorTests
{
    [Theory]
    [InlineData("The remote certificate is invalid because of errors in the certificate chain: Revoked", "its certificate was revoked")]
    [InlineData("… chain: RevocationStatusUnknown, OfflineRevocation", "its certificate could not be checked for revocation (check that")]
    [InlineData("net_ssl_io_cert_chain_validation, NotTimeValid, UntrustedRoot", "has expired or is not valid yet and is not trusted")]
    [InlineData("net_ssl_io_cert_validation, RemoteCertificateNameMismatch", "is for another name")]
    [InlineData("The remote certificate was rejected by the provided RemoteCertificateValidationCallback.", "was rejected by this app's own check")]
    [InlineData("Something new.", "the TLS handshake failed (is the certificate valid for this host?)")]
    public void A_certificate_that_is_refused_says_why(string message, string words) =>
        Assert.Contains(words, TlsErrors.Describe(new AuthenticationException(message)), StringComparison.Ordinal);

    [Fact]
    public void A_demand_for_a_client_certificate_in_TLS_1_3_is_no_broken_connection()
    {
        var exception = new HttpRequestException("", new IOException("", new InvalidOperationException("error:0A00045C:SSL routines::tlsv13 alert certificate required")));

        Assert.Equal(
            (QuotaErrorKind.Tls, false, "demands a client certificate; give one to the HTTP handler's SslOptions"), TransportErrors.Classify(exception)!.Value);
    }
}
