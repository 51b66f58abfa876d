using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QuotaKit.Interop.Tests.Servers;

/// <summary>Runs a third-party server as a process on a free loopback port, with its files in a temporary folder.</summary>
internal sealed class ServerProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private readonly string _readyLine;

    private ServerProgram(Process process, int port, string folder, string readyLine)
    {
        (_process, Port, Folder, _readyLine) = (process, port, folder, readyLine);
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>The temporary folder of the server.</summary>
    public string Folder { get; }

    /// <summary>The text that the server has printed. It is complete after <see cref="StopAsync"/>.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts a program and waits until it prints that it listens.</summary>
    /// <param name="program">The path of the program. The test is skipped if the file is missing.</param>
    /// <param name="configuration">Returns the configuration for a port and a folder.</param>
    /// <param name="arguments">Returns the arguments for a port and the path of the configuration.</param>
    /// <param name="readyLine">A part of the line that it prints when it listens.</param>
    public static async Task<ServerProgram> StartAsync(
        string program, Func<int, string, string> configuration, Func<int, string, string[]> arguments, string readyLine)
    {
        Assert.SkipUnless(File.Exists(program), $"{Path.GetFileName(program)} is not installed on this machine.");
        for (var attempt = 1; ; attempt++)
        {
            var (port, folder) = (FreePort(), Directory.CreateTempSubdirectory("quotakit-interop-").FullName);
            var file = Path.Combine(folder, "server.conf");
            await File.WriteAllTextAsync(file, configuration(port, folder));
            var start = new ProcessStartInfo(program, arguments(port, file)) { RedirectStandardOutput = true, RedirectStandardError = true };
            var server = new ServerProgram(Process.Start(start)!, port, folder, readyLine);
            await Task.WhenAny(server._ready.Task, server._reading).WaitAsync(TestContext.Current.CancellationToken);
            if (server._ready.Task.IsCompleted)
                return server;

            // Another process may have taken the port in the meantime.
            var output = server.Output;
            await server.DisposeAsync();
            if (attempt == 3)
                throw new InvalidOperationException($"{program} did not start, {attempt} times in a row. It printed:\n{output}");
        }
    }

    /// <summary>Stops the server with SIGTERM, so that it writes its logs completely.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_output)
                _output.Append(line).Append('\n');
            if (line.Contains(_readyLine, StringComparison.Ordinal))
                _ready.TrySetResult();
        }
    }
}
