using System.Diagnostics;

namespace QuotaKit.Soak;

/// <summary>The other process, which runs the vendors.</summary>
internal sealed class VendorProcess : IDisposable
{
    private readonly Process _process;

    private VendorProcess(Process process, IReadOnlyDictionary<string, string?> addresses) => (_process, Addresses) = (process, addresses);

    /// <summary>The settings with the vendors' addresses.</summary>
    public IReadOnlyDictionary<string, string?> Addresses { get; }

    public static VendorProcess Start()
    {
        // Starts this program again, with 'dotnet' if it was started that way.
        var program = Environment.ProcessPath!;
        var isDotnet = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] arguments = isDotnet ? [Environment.GetCommandLineArgs()[0], Vendors.Argument] : [Vendors.Argument];
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

        var addresses = new Dictionary<string, string?>();
        while (process.StandardOutput.ReadLine() is { Length: > 0 } line)
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            addresses[line[..equals]] = line[(equals + 1)..];
        }

        return new VendorProcess(process, addresses);
    }

    public void Dispose()
    {
        // The vendors' process ends when its input ends.
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
