using System.Diagnostics;
using System.Globalization;

namespace QuotaKit.Benchmarks.Transport;

/// <summary>Starts this program again, as a server.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static ServerProcess Start(int delayMilliseconds = 0)
    {
        var start = Self.Command("--serve", delayMilliseconds.ToString(CultureInfo.InvariantCulture));
        start.RedirectStandardInput = true;
        var process = Process.Start(start)!;
        return new ServerProcess(process, new Uri(process.StandardOutput.ReadLine()!));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
