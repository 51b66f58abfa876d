using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 9: a server that cannot prove who it is. It never gets a request, and so no key.</summary>
public sealed class TlsRow : RawRowTest
{
    private const string OtherName = "is for another name";
    private const string OtherFaults = "and has other faults";
    private const string WrongTime = "has expired or is not valid yet";
    private const string Untrusted = "is not trusted: its issuer is unknown here";

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row09_A_certificate_that_nobody_trusts_is_a_TLS_error(string id, Made made)
    {
        await using var server = Serving(id, TestCertificates.SelfSigned);

        AssertRefused(server, await FailureAsync(id, made, server.SecureAddress), Untrusted);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row09_A_certificate_of_another_name_that_nobody_trusts_is_a_TLS_error(string id, Made made)
    {
        await using var server = Serving(id, TestCertificates.OfAnotherName);

        AssertRefused(server, await FailureAsync(id, made, server.SecureAddress), OtherName, OtherFaults);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row09_A_certificate_of_another_name_is_a_TLS_error_also_where_it_is_trusted(string id)
    {
        await using var server = Serving(id, TestCertificates.OfAnotherName);
        await using var provider = Trusting(id, server);

        AssertRefused(server, await FailureOf(provider.GetQuotaAsync(Token)), OtherName);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row09_A_certificate_that_has_expired_is_a_TLS_error_also_where_it_is_trusted(string id)
    {
        await using var server = Serving(id, TestCertificates.Expired);
        await using var provider = Trusting(id, server);

        AssertRefused(server, await FailureOf(provider.GetQuotaAsync(Token)), WrongTime);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row09_A_certificate_that_is_not_valid_yet_says_so(string id)
    {
        await using var server = Serving(id, TestCertificates.NotYetValid);
        await using var provider = Trusting(id, server);

        AssertRefused(server, await FailureOf(provider.GetQuotaAsync(Token)), WrongTime);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row09_A_certificate_of_an_unknown_authority_says_so(string id, Made made)
    {
        await using var server = Serving(id, TestCertificates.Good);

        AssertRefused(server, await FailureAsync(id, made, server.SecureAddress), Untrusted);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row09_A_server_that_speaks_only_old_TLS_says_so(string id, Made made)
    {
#pragma warning disable SYSLIB0039, CA5397 // The server is to be out of date.
        await using var server = Serving(id, TestCertificates.Good, SslProtocols.Tls11);
#pragma warning restore SYSLIB0039, CA5397

        var error = await FailureAsync(id, made, server.SecureAddress);

        Assert.Equal((QuotaErrorKind.Tls, 1, false), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Equal(0, server.RequestCount);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The words are those of OpenSSL; elsewhere the message names no reason.");
        Assert.Contains("only TLS 1.1 or older", error.Message, StringComparison.Ordinal);
    }

    /// <summary>An alert as servers send it that were built without the newer protocols.</summary>
    [Theory]
    [InlineData(70, "speaks only TLS 1.1 or older, which is not safe")]
    [InlineData(40, "only TLS 1.1 or older, shares no cipher with this machine, or demands a client certificate")]
    [InlineData(116, "demands a client certificate")]
    public async Task Row09_An_alert_of_the_server_says_what_it_means(byte alert, string words)
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadSomeAsync();
            await connection.SendAsync(new byte[] { 21, 3, 3, 0, 2, 2, alert });
            await connection.HangAsync();
        });

        var error = await FailureAsync("vzla", Made.Alone, server.SecureAddress);

        Assert.Equal((QuotaErrorKind.Tls, 1, false), (error.Kind, error.Attempts, error.IsTransient));
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The words are those of OpenSSL; elsewhere the message names no reason.");
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row09_A_server_without_TLS_says_so(string id, Made made)
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadSomeAsync();
            await connection.SendAsync("HTTP/1.1 400 The plain HTTP request was sent to HTTPS port\r\n\r\n");
        });

        var error = await FailureAsync(id, made, server.SecureAddress);

        Assert.Equal((QuotaErrorKind.Tls, 1), (error.Kind, error.Attempts));
        Assert.Contains("did not answer in TLS (is it http, or another port?)", error.Message, StringComparison.Ordinal);
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

    private static RawServer Serving(string id, X509Certificate2 certificate, SslProtocols protocols = SslProtocols.None) => RawServer.Start(async connection =>
    {
        await connection.SecureAsync(certificate, protocols);
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

    private static void AssertRefused(RawServer server, QuotaException error, params string[] reasons)
    {
        Assert.Equal((QuotaErrorKind.Tls, 1, false), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Equal((1, 0), (server.ConnectionCount, server.RequestCount));
        Assert.Contains("could not prove who it is", error.Message, StringComparison.Ordinal);
        Assert.Equal(reasons, new[] { OtherName, OtherFaults, WrongTime, Untrusted }.Where(r => error.Message.Contains(r, StringComparison.Ordinal)));
    }
}
