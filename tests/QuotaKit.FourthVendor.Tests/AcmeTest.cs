using QuotaKit.Testing;

namespace AcmeRenders.Tests;

/// <summary>A test with Acme on a loopback socket, which accepts one key.</summary>
public abstract class AcmeTest : IAsyncLifetime
{
    protected const string Key = "acme-key-1";
    protected const string Variable = "ACME_API_KEY";

    private EndpointSimulator? _acme;

    protected EndpointSimulator Acme => _acme!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _acme = await EndpointSimulator.StartAsync("acme", keyHeader: "Authorization", keyPrefix: "Token ", cancellationToken: Token);
        Acme.Accept(Key);
        Acme.Serve("v1/usage", AcmeSamples.Usage);
        Acme.ServeError(401, AcmeSamples.Read("401-key-unknown.json"));
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Acme.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
