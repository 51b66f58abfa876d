using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 9: a server that cannot prove who it is. It never gets a request, and so no key.</summary>
public sealed class TlsRow : RawRowTest
{
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row09_A_certificate_that_nobody_trusts_is_a_TLS_error(string id, Made made)
    {
        await using var server = Serving(id, TestCertificates.SelfSigned);

        AssertRefused(server, await FailureAsync(id, made, server.SecureAddress));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row09_A_certificate_of_another_name_that_nobody_trusts_is_a_TLS_error(string id, Made made)
    {
        await using var server = Serving(id, TestCertificates.OfAnotherName);

        AssertRefused(server, await FailureAsync(id, made, server.SecureAddress));
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row09_A_certificate_of_another_name_is_a_TLS_error_also_where_it_is_trusted(string id)
    {
        await using var server = Serving(id, TestCertificates.OfAnotherName);
        await using var provider = Trusting(id, server);

        AssertRefused(server, await FailureOf(provider.GetQuotaAsync(Token)));
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row09_A_certificate_that_has_expired_is_a_TLS_error_also_where_it_is_trusted(string id)
    {
        await using var server = Serving(id, TestCertificates.Expired);
        await using var provider = Trusting(id, server);

        AssertRefused(server, await FailureOf(provider.GetQuotaAsync(Token)));
    }

    /// <summary>What makes the two above say what they say: the trust is real.</summary>
    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row09_A_trusted_certificate_of_the_right_name_is_none(string id)
    {
        await using var server = Serving(id, TestCertificates.Good);
        await using var provider = Trusting(id, server);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await AnswerOf(provider.GetQuotaAsync(Token))).Primary.Remaining);
    }

    private static RawServer Serving(string id, X509Certificate2 certificate) => RawServer.Start(async connection =>
    {
        await connection.SecureAsync(certificate);
        await connection.ReadRequestAsync();
        await connection.SendAsync(RawAnswer.Ok(FaultVendor.Of(id).GoodBody));
    });

    /// <summary>A provider with QuotaKit's own handler, to which the test's authority is added.</summary>
    private static MadeProvider Trusting(string id, RawServer server) => MadeProvider.Create(
        FaultVendor.Of(id), Made.InContainer, server.SecureAddress,
        configureHttp: http => http.ConfigurePrimaryHttpMessageHandler((handler, _) =>
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(TestCertificates.Authority);
            ((SocketsHttpHandler)handler).SslOptions.CertificateChainPolicy = policy;
        }));

    private static void AssertRefused(RawServer server, QuotaException error)
    {
        Assert.Equal((QuotaErrorKind.Tls, 1, false), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Equal((1, 0), (server.ConnectionCount, server.RequestCount));
        Assert.Contains("could not prove who it is", error.Message, StringComparison.Ordinal);
    }
}
