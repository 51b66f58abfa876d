using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using QuotaKit.Benchmarks.Calls;
using QuotaKit.Benchmarks.Documents;

namespace QuotaKit.Benchmarks.Scenarios;

/// <summary>Measures the calls in memory with BenchmarkDotNet, each variant separately.</summary>
[MemoryDiagnoser]
[Config(typeof(InThisProcess))]
public class CallBenchmarks
{
    private Action<int> _floor = _ => { };
    private Action<int> _direct = _ => { };
    private Action<int> _hosted = _ => { };
    private Action<int> _restEase = _ => { };

    [Params("heygen", "pictory", "vzla")]
    public string Vendor { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var document = VendorDocument.All.Single(d => d.Vendor == Vendor);
        _floor = WholeCall.InMemory(document, FloorCall.Create);
        _direct = WholeCall.InMemory(document, DirectCall.Create);
        _hosted = WholeCall.InMemory(document, HostedCall.Create);
        _restEase = WholeCall.InMemory(document, RestEaseCall.Create);
    }

    [Benchmark(Baseline = true)]
    public void Floor() => _floor(1);

    [Benchmark]
    public void QuotaKit() => _direct(1);

    [Benchmark]
    public void AddQuotaKit() => _hosted(1);

    [Benchmark]
    public void RestEaseAndPolly() => _restEase(1);

    private sealed class InThisProcess : ManualConfig
    {
        // Out of process, BenchmarkDotNet would build this project again without the build settings of the tests folder.
        public InThisProcess() => AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
    }
}
