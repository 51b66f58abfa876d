using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 9 of docs/faults.md: the server's certificate or TLS version is not accepted. The server gets no request, and so no key.</summary>
public sealed class TlsRow : RawRowTest
{
    private const string OtherName = "is for another name";
    private const string OtherFaults = "and has other faults";
    private const string WrongTime = "has expired or is not valid yet";
    private const string Untrusted = "is not trusted: its issuer is unknown here";

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row09_Self_signed_certificate_is_refused(string id, Made made)
    {
        await using var server = Serving(id, TestCertificates.SelfSigned);

        AssertRefused(server, await FailureAsync(id, made, server.SecureAddress), Untrusted);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row09_Untrusted_certificate_for_another_name_says_both(string id, Made made)
    {
        await using var server = Serving(id, TestCertificates.OfAnotherName);

        AssertRefused(server, await FailureAsync(id, made, server.SecureAddress), OtherName, OtherFaults);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row09_Trusted_certificate_for_another_name_is_refused(string id)
    {
        await using var server = Serving(id, TestCertificates.OfAnotherName);
        await using var provider = Trusting(id, server);

        AssertRefused(server, await FailureOf(provider.GetQuotaAsync(Token)), OtherName);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row09_Expired_certificate_is_refused(string id)
    {
        await using var server = Serving(id, TestCertificates.Expired);
        await using var provider = Trusting(id, server);

        AssertRefused(server, await FailureOf(provider.GetQuotaAsync(Token)), WrongTime);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row09_Certificate_that_is_not_valid_yet_is_refused(string id)
    {
        await using var server = Serving(id, TestCertificates.NotYetValid);
        await using var provider = Trusting(id, server);

        AssertRefused(server, await FailureOf(provider.GetQuotaAsync(Token)), WrongTime);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row09_Certificate_of_an_unknown_authority_is_refused(string id, Made made)
    {
        await using var server = Serving(id, TestCertificates.Good);

        AssertRefused(server, await FailureAsync(id, made, server.SecureAddress), Untrusted);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row09_Old_TLS_version_is_named_in_the_error(string id, Made made)
    {
#pragma warning disable SYSLIB0039, CA5397 // The test needs an outdated server.
        await using var server = Serving(id, TestCertificates.Good, SslProtocols.Tls11);
#pragma warning restore SYSLIB0039, CA5397

        var error = await FailureAsync(id, made, server.SecureAddress);

        Assert.Equal((QuotaErrorKind.Tls, 1, false), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Equal(0, server.RequestCount);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The message names a reason only with OpenSSL, on Linux.");
        Assert.Contains("only TLS 1.1 or older", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Servers built without newer protocols send such TLS alerts.</summary>
    [Theory]
    [InlineData(70, "supports only TLS 1.1 or older, which is not secure")]
    [InlineData(40, "only TLS 1.1 or older, shares no cipher with this machine, or requires a client certificate")]
    [InlineData(116, "requires a client certificate")]
    public async Task Row09_TLS_alert_is_explained_in_the_error(byte alert, string words)
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadSomeAsync();
            await connection.SendAsync(new byte[] { 21, 3, 3, 0, 2, 2, alert });
            await connection.HangAsync();
        });

        var error = await FailureAsync("vzla", Made.Alone, server.SecureAddress);

        Assert.Equal((QuotaErrorKind.Tls, 1, false), (error.Kind, error.Attempts, error.IsTransient));
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The message names a reason only with OpenSSL, on Linux.");
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row09_Server_without_TLS_is_explained_in_the_error(string id, Made made)
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadSomeAsync();
            await connection.SendAsync("HTTP/1.1 400 The plain HTTP request was sent to HTTPS port\r\n\r\n");
        });

        var error = await FailureAsync(id, made, server.SecureAddress);

        Assert.Equal((QuotaErrorKind.Tls, 1), (error.Kind, error.Attempts));
        Assert.Contains("did not respond with TLS; check the scheme and port of BaseAddress", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Control for the refusals of trusted certificates: it shows that the test's trust in its authority works.</summary>
    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row09_Trusted_certificate_of_the_host_is_accepted(string id)
    {
        await using var server = Serving(id, TestCertificates.Good);
        await using var provider = Trusting(id, server);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await SnapshotOf(provider.GetQuotaAsync(Token))).Primary.Remaining);
    }

    private static RawServer Serving(string id, X509Certificate2 certificate, SslProtocols protocols = SslProtocols.None) => RawServer.Start(async connection =>
    {
        await connection.SecureAsync(certificate, protocols);
        await connection.ReadRequestAsync();
        await connection.SendAsync(RawResponse.Ok(FaultVendor.Of(id).GoodBody));
    });

    /// <summary>Creates a provider whose handler trusts the test's certificate authority.</summary>
    private static MadeProvider Trusting(string id, RawServer server) => MadeProvider.Create(
        FaultVendor.Of(id), Made.InContainer, server.SecureAddress,
        configureHttp: http => http.ConfigurePrimaryHttpMessageHandler((handler, _) =>
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(TestCertificates.Authority);
            ((SocketsHttpHandler)handler).SslOptions.CertificateChainPolicy = policy;
        }));

    private static void AssertRefused(RawServer server, QuotaException error, params string[] reasons)
    {
        Assert.Equal((QuotaErrorKind.Tls, 1, false), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Equal((1, 0), (server.ConnectionCount, server.RequestCount));
        Assert.Contains("could not prove its identity", error.Message, StringComparison.Ordinal);
        Assert.Equal(reasons, new[] { OtherName, OtherFaults, WrongTime, Untrusted }.Where(r => error.Message.Contains(r, StringComparison.Ordinal)));
    }
}
