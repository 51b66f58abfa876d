using System.Security.Authentication;

namespace QuotaKit.Http;

/// <summary>Describes why a TLS handshake failed, and what to do.</summary>
/// <remarks>It searches the messages of .NET's exceptions for words that are never translated: names of enum members (SslPolicyErrors,
/// X509ChainStatusFlags) and OpenSSL's texts. A validation callback would know no more, and only for our own handlers; and a mistake in it could
/// accept every certificate.</remarks>
internal static class TlsErrors
{
    private const string Unknown = "could not prove its identity: the TLS handshake failed; check that its certificate is valid for this host";

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
        ("certificate required", "requires a client certificate; set one in the HTTP handler's SslOptions"),
        ("alert protocol version", "supports only TLS 1.1 or older, which is not secure; it must be updated"),
        ("unsupported protocol", "supports only TLS 1.1 or older, which is not secure; it must be updated"),
        ("frame size", "did not respond with TLS; check the scheme and port of BaseAddress"),
        ("alert ",
            "closed the connection during the TLS handshake: it supports only TLS 1.1 or older, shares no cipher with this machine, "
            + "or requires a client certificate"),
    ];

    /// <summary>Describes a failed handshake.</summary>
    public static string Describe(AuthenticationException exception)
    {
        var text = TextOf(exception);
        var found = _certificate.Where(c => text.Contains(c.Word, StringComparison.Ordinal)).DistinctBy(c => c.What).ToList();
        if (found.Count > 0)
        {
            var (what, advice) = (string.Join(" and ", found.Select(c => c.What)), string.Join("; ", found.Select(c => c.Advice)));
            return $"could not prove its identity: its certificate {what} ({advice})";
        }

        return _handshake.FirstOrDefault(h => text.Contains(h.Word, StringComparison.OrdinalIgnoreCase)).What ?? Unknown;
    }

    /// <summary>Describes a connection that the server closed because it got no client certificate; null when it was closed for another reason.</summary>
    /// <remarks>With TLS 1.3 this happens after the handshake, so that .NET reports a closed connection and not a failed handshake.</remarks>
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
