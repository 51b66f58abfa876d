using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Samples.Tests.Running;

/// <summary>Runs a sample as a user does, in a process of its own. The environment has no keys and proxies of the developer.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    /// <summary>The build configuration of the tests and of the samples.</summary>
    public const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _seen = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Task<string> _error;
    private readonly Task _reading;

    private SampleProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        _reading = ReadLinesAsync();
    }

    /// <summary>Starts a sample that has a project. It runs in its own folder, which has its settings.</summary>
    public static SampleProcess StartProject(string folder, string assembly, params IEnumerable<KeyValuePair<string, string>> environment) =>
        Start([Path.Combine(Repository.Root, folder, "bin", Configuration, "net10.0", assembly)], folder, environment);

    /// <summary>Runs <c>dotnet</c> with these arguments until it ends.</summary>
    public static async Task<ProcessRun> RunAsync(IEnumerable<string> arguments, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        await using var process = Start(arguments, "", environment);
        return await process.EndAsync();
    }

    /// <summary>Waits for the next output line that contains this text.</summary>
    public async Task<string> LineAsync(string text)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(patience.Token))
            {
                if (line.Contains(text, StringComparison.Ordinal))
                    return line;
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No line came with '{text}':\n{Seen}");
        }

        throw new InvalidOperationException($"It ended without '{text}':\n{Seen}\n{await _error}");
    }

    /// <summary>Sends SIGTERM, as a service manager does, and waits until the process ends.</summary>
    public async Task<ProcessRun> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await EndAsync();
    }

    /// <summary>Waits until the process ends by itself.</summary>
    public async Task<ProcessRun> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(_patience);
        await _reading;
        return new ProcessRun(_process.ExitCode, Seen, await _error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _reading;
        _process.Dispose();
    }

    private string Seen
    {
        get
        {
            lock (_seen)
                return _seen.ToString();
        }
    }

    private static SampleProcess Start(IEnumerable<string> arguments, string folder, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Path.Combine(Repository.Root, folder),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheDeveloper).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new SampleProcess(Process.Start(start)!);
    }

    private async Task ReadLinesAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_seen)
                _seen.Append(line).Append('\n');
            _lines.Writer.TryWrite(line);
        }

        _lines.Writer.Complete();
    }

    // Variables of MSBuild are removed too: the tests may run under one MSBuild, and its settings would disturb another.
    private static bool IsOfTheDeveloper(string name) =>
        name.EndsWith("_API_KEY", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("QuotaKit__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase);
}
