using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuotaKit.Samples.Tests.Running;

/// <summary>A certificate for the names of the vendors. Its authority is trusted only by the processes that the tests start.</summary>
internal sealed class VendorCertificate : IDisposable
{
    public VendorCertificate(IEnumerable<string> hosts)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=QuotaKit test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var authority = authorityRequest.CreateSelfSigned(now.AddDays(-2), now.AddDays(2));
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=QuotaKit test vendors", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
            names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, now.AddDays(-1), now.AddDays(1), RandomNumberGenerator.GetBytes(8));
        Server = signed.CopyWithPrivateKey(key);
    }

    /// <summary>The path of the authority's certificate, in PEM format.</summary>
    public string AuthorityFile { get; } = Path.GetTempFileName();

    public X509Certificate2 Server { get; }

    public void Dispose()
    {
        Server.Dispose();
        File.Delete(AuthorityFile);
    }
}
