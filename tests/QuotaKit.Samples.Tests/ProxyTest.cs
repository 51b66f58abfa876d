using QuotaKit.Samples.Tests.Running;

namespace QuotaKit.Samples.Tests;

/// <summary>A test of programs that send requests to the vendors' real addresses. A proxy redirects the requests to the simulator.</summary>
public abstract class ProxyTest : SimulatorTest
{
    private VendorProxy? _proxy;

    private protected IReadOnlyDictionary<string, string> Proxy => _proxy!.Environment;

    public override async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux reads trusted certificates from a variable.");
        await base.InitializeAsync();
        _proxy = new VendorProxy(Simulator);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
