using System.Diagnostics;

namespace QuotaKit.Soak;

/// <summary>The other process, in which the vendors are.</summary>
internal sealed class VendorProcess : IDisposable
{
    private readonly Process _process;

    private VendorProcess(Process process, IReadOnlyDictionary<string, string?> addresses) => (_process, Addresses) = (process, addresses);

    /// <summary>The settings that point an app at them.</summary>
    public IReadOnlyDictionary<string, string?> Addresses { get; }

    public static VendorProcess Start()
    {
        // This program once more: through 'dotnet' when it was started so.
        var program = Environment.ProcessPath!;
        string[] arguments = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0], Vendors.Argument] : [Vendors.Argument];
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
        // The vendors' process ends with its input.
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
