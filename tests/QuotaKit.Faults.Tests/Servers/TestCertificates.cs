using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuotaKit.Faults.Tests.Servers;

/// <summary>Certificates created at run time. Only tests that add <see cref="Authority"/> to their trust store trust it.</summary>
internal static class TestCertificates
{
    private static readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    /// <summary>The authority that signs the other certificates.</summary>
    public static X509Certificate2 Authority { get; } = CreateAuthority();

    /// <summary>Self-signed, for 127.0.0.1.</summary>
    public static X509Certificate2 SelfSigned { get; } = Create("localhost", IPAddress.Loopback, _now.AddDays(1), signer: null);

    /// <summary>For 127.0.0.1, signed by the authority.</summary>
    public static X509Certificate2 Good { get; } = Create("localhost", IPAddress.Loopback, _now.AddDays(1), Authority);

    /// <summary>Signed by the authority, but for another host name.</summary>
    public static X509Certificate2 OfAnotherName { get; } = Create("other.example", null, _now.AddDays(1), Authority);

    /// <summary>Signed by the authority, expired an hour ago.</summary>
    public static X509Certificate2 Expired { get; } = Create("localhost", IPAddress.Loopback, _now.AddHours(-1), Authority);

    /// <summary>Signed by the authority, valid from an hour from now.</summary>
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
