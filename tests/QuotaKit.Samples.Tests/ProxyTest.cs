using QuotaKit.Samples.Tests.Running;

namespace QuotaKit.Samples.Tests;

/// <summary>For programs that take keys from the environment and ask the vendors' real addresses: a proxy brings them to the simulator.</summary>
public abstract class ProxyTest : SimulatorTest
{
    private VendorProxy? _proxy;

    private protected IReadOnlyDictionary<string, string> Proxy => _proxy!.Environment;

    public override async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a process cannot be told by a variable whom to trust.");
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
