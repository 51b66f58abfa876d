using System.Diagnostics;
using System.Globalization;
using QuotaKit.Sqlite.Worker;

namespace QuotaKit.Sqlite.Tests;

/// <summary>A process of QuotaKit.Sqlite.Worker, and the lines that it has printed.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    public WorkerProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(FolderVendor).Assembly.Location, .. arguments]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        _process = Process.Start(start)!;
    }

    public List<string> Lines { get; } = [];

    public static WorkerProcess Spend(string file, string vendor, string name, decimal granted, int minutesAhead = 0) =>
        new("spend", file, vendor, name, granted.ToString(CultureInfo.InvariantCulture), minutesAhead.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends the process with SIGKILL as soon as it has printed this many lines.</summary>
    public async Task KillAfterAsync(int lines, CancellationToken token)
    {
        while (Lines.Count < lines && await _process.StandardOutput.ReadLineAsync(token) is { } line)
            Lines.Add(line);
        _process.Kill();
        await ReadAsync(token);
    }

    /// <summary>Waits until the process ends by itself, without an error.</summary>
    public async Task EndAsync(CancellationToken token)
    {
        var errors = _process.StandardError.ReadToEndAsync(token);
        await ReadAsync(token);
        Assert.Equal("", await errors);
        Assert.Equal(0, _process.ExitCode);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task ReadAsync(CancellationToken token)
    {
        while (await _process.StandardOutput.ReadLineAsync(token) is { } line)
            Lines.Add(line);
        await _process.WaitForExitAsync(token);
    }
}
