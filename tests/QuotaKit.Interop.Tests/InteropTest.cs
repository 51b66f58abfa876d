using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Faults.Tests;
using QuotaKit.Faults.Tests.Servers;
using QuotaKit.Testing;

namespace QuotaKit.Interop.Tests;

/// <summary>The simulated vendors, behind servers that nobody here wrote. Each vendor is asked by a provider made alone and one made in a
/// container, because their HTTP clients are made differently.</summary>
public abstract class InteropTest : IAsyncLifetime
{
    private QuotaSimulator? _simulator;

    /// <summary>Each vendor, made in both ways.</summary>
    public static MatrixTheoryData<string, Made> Providers => new(FaultVendor.All.Select(v => v.Id), [Made.Alone, Made.InContainer]);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await QuotaSimulator.StartAsync(cancellationToken: Token);
        _simulator.HeyGen.Account(FaultVendor.Of("heygen").Key);
        _simulator.Pictory.Account(FaultVendor.Of("pictory").Key);
        _simulator.Vzla.Account(FaultVendor.Of("vzla").Key);
    }

    public async ValueTask DisposeAsync()
    {
        await _simulator!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected SimulatedVendor Vendor(string id) => FaultVendor.Of(id).In(_simulator!);

    /// <summary>A line for nginx that hands requests to the vendor.</summary>
    protected string PassTo(string id) => $"proxy_pass {Vendor(id).BaseAddress};";

    /// <summary>A provider in a container whose handler trusts the tests' authority and goes through this proxy, if any.</summary>
    private protected static MadeProvider Through(IWebProxy? proxy, string id, Uri address) => MadeProvider.Create(
        FaultVendor.Of(id), Made.InContainer, address,
        configureHttp: http => http.ConfigurePrimaryHttpMessageHandler((handler, _) =>
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(TestCertificates.Authority);
            ((SocketsHttpHandler)handler).SslOptions.CertificateChainPolicy = policy;
            ((SocketsHttpHandler)handler).Proxy = proxy;
        }));

    /// <summary>What a call of a new provider fails with.</summary>
    protected static async Task<QuotaException> FailureAsync(string id, Made made, Uri address)
    {
        await using var provider = MadeProvider.Create(FaultVendor.Of(id), made, address);
        return await FailureOf(provider);
    }

    /// <summary>What a call fails with.</summary>
    protected static async Task<QuotaException> FailureOf(IQuotaProvider provider) =>
        await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));
}
