using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Faults.Tests;
using QuotaKit.Faults.Tests.Servers;
using QuotaKit.Testing;

namespace QuotaKit.Interop.Tests;

/// <summary>Base class for tests with third-party servers in front of the simulated vendors. Each vendor is tested with a provider created by its
/// constructor and with one created by a container, because their HTTP clients are created differently.</summary>
public abstract class InteropTest : IAsyncLifetime
{
    private QuotaSimulator? _simulator;

    /// <summary>Each vendor, created in both ways.</summary>
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

    /// <summary>Returns the nginx directive that passes requests to the vendor.</summary>
    protected string PassTo(string id) => $"proxy_pass {Vendor(id).BaseAddress};";

    /// <summary>Creates a provider in a container. Its handler trusts the tests' certificate authority and uses this proxy; null means none.</summary>
    private protected static MadeProvider Through(IWebProxy? proxy, string id, Uri address) => MadeProvider.Create(
        FaultVendor.Of(id), Made.InContainer, address,
        configureHttp: http => http.ConfigurePrimaryHttpMessageHandler((handler, _) =>
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(TestCertificates.Authority);
            ((SocketsHttpHandler)handler).SslOptions.CertificateChainPolicy = policy;
            ((SocketsHttpHandler)handler).Proxy = proxy;
        }));

    /// <summary>Calls a new provider and returns the error.</summary>
    protected static async Task<QuotaException> FailureAsync(string id, Made made, Uri address)
    {
        await using var provider = MadeProvider.Create(FaultVendor.Of(id), made, address);
        return await FailureOf(provider);
    }

    /// <summary>Calls the provider and returns the error.</summary>
    protected static async Task<QuotaException> FailureOf(IQuotaProvider provider) =>
        await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));
}
