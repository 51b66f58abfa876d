using System.Security.Authentication;

namespace QuotaKit.Http;

/// <summary>Tells why no trustworthy connection came about, and what to do.</summary>
/// <remarks>Reads the texts of .NET's exceptions. What it looks for is not translated: names of enums (SslPolicyErrors, X509ChainStatusFlags)
/// and OpenSSL's words. A validation callback would know as much about our own handlers only, and would be one line away from accepting
/// every certificate; so there is none.</remarks>
internal static class TlsErrors
{
    private const string Unknown = "could not prove who it is: the TLS handshake failed (is the certificate valid for this host?)";

    private static readonly (string Word, string What, string Advice)[] _certificate =
    [
        ("RemoteCertificateNameMismatch", "is for another name", "check the host in BaseAddress"),
        ("RemoteCertificateNameMismatch, RemoteCertificateChainErrors", "has other faults", "a proxy in between may have sent it"),
        ("NotTimeValid", "has expired or is not valid yet", "check its dates and this machine's clock"),
        ("Revoked", "was revoked", "do not send the key there"),
        ("ExplicitDistrust", "is distrusted on this machine", "do not send the key there"),
        ("UntrustedRoot", "is not trusted: its issuer is unknown here", "add the issuer to the machine's certificates if it is yours or your proxy's"),
        ("PartialChain", "is not trusted: its issuer is unknown here", "add the issuer to the machine's certificates if it is yours or your proxy's"),
        ("RevocationStatusUnknown", "could not be checked for revocation", "check that its issuer can be reached"),
        ("OfflineRevocation", "could not be checked for revocation", "check that its issuer can be reached"),
        ("RemoteCertificateNotAvailable", "is missing", "check the server"),
        ("RemoteCertificateValidationCallback", "was rejected by this app's own check", "see the HTTP handler's SslOptions"),
    ];

    private static readonly (string Word, string What)[] _handshake =
    [
        ("certificate required", "demands a client certificate; give one to the HTTP handler's SslOptions"),
        ("alert protocol version", "speaks only TLS 1.1 or older, which is not safe; its TLS must be brought up to date"),
        ("unsupported protocol", "speaks only TLS 1.1 or older, which is not safe; its TLS must be brought up to date"),
        ("frame size", "did not answer in TLS (is it http, or another port?)"),
        ("alert ", "broke off the TLS handshake: it speaks only TLS 1.1 or older, shares no cipher with this machine, or demands a client certificate"),
    ];

    /// <summary>The words for a handshake that failed.</summary>
    public static string Describe(AuthenticationException exception)
    {
        var text = TextOf(exception);
        var found = _certificate.Where(c => text.Contains(c.Word, StringComparison.Ordinal)).DistinctBy(c => c.What).ToList();
        if (found.Count > 0)
            return $"could not prove who it is: its certificate {string.Join(" and ", found.Select(c => c.What))} ({string.Join("; ", found.Select(c => c.Advice))})";
        var broken = _handshake.FirstOrDefault(h => text.Contains(h.Word, StringComparison.OrdinalIgnoreCase)).What;
        return broken ?? Unknown;
    }

    /// <summary>The words for a server that ends a connection because no client certificate came; null when that was not why.</summary>
    /// <remarks>In TLS 1.3, this comes after the handshake and so in the guise of a broken connection.</remarks>
    public static string? DescribeMissingClientCertificate(Exception exception) =>
        TextOf(exception).Contains(_handshake[0].Word, StringComparison.OrdinalIgnoreCase) ? _handshake[0].What : null;

    private static string TextOf(Exception exception)
    {
        var text = "";
        for (var e = exception; e is not null; e = e.InnerException)
            text += e.Message + "\n";
        return text;
    }
}
