using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuotaKit.Faults.Tests.Servers;

/// <summary>Certificates made on the spot. Nobody trusts their authority, except a test that says so.</summary>
internal static class TestCertificates
{
    private static readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public static X509Certificate2 Authority { get; } = CreateAuthority();

    /// <summary>For 127.0.0.1, where the servers are, by nobody but itself.</summary>
    public static X509Certificate2 SelfSigned { get; } = Create("localhost", IPAddress.Loopback, _now.AddDays(1), signer: null);

    /// <summary>For 127.0.0.1, by the authority.</summary>
    public static X509Certificate2 Good { get; } = Create("localhost", IPAddress.Loopback, _now.AddDays(1), Authority);

    /// <summary>Good, but for a name that is not the server's.</summary>
    public static X509Certificate2 OfAnotherName { get; } = Create("other.example", null, _now.AddDays(1), Authority);

    /// <summary>Good, until an hour ago.</summary>
    public static X509Certificate2 Expired { get; } = Create("localhost", IPAddress.Loopback, _now.AddHours(-1), Authority);

    /// <summary>Good, from an hour from now on.</summary>
    public static X509Certificate2 NotYetValid { get; } = Create("localhost", IPAddress.Loopback, _now.AddDays(1), Authority, _now.AddHours(1));

    private static X509Certificate2 CreateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=QuotaKit test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(_now.AddDays(-2), _now.AddDays(2));
    }

    private static X509Certificate2 Create(string name, IPAddress? address, DateTimeOffset until, X509Certificate2? signer, DateTimeOffset? from = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (address is not null)
            names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        if (signer is null)
            return request.CreateSelfSigned(from ?? _now.AddDays(-1), until);

        using var signed = request.Create(signer, from ?? _now.AddDays(-1), until, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
