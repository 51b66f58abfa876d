namespace QuotaKit.Interop.Tests.Servers;

/// <summary>tinyproxy, which connects whoever asks to wherever they ask, unless its settings say otherwise.</summary>
internal sealed class TinyProxy : IAsyncDisposable
{
    private readonly ServerProgram _program;

    private TinyProxy(ServerProgram program) => _program = program;

    public Uri Address => _program.Address;

    /// <summary>Starts it with these further lines in its configuration.</summary>
    public static async Task<TinyProxy> StartAsync(params string[] settings) =>
        new(await ServerProgram.StartAsync(
            "/usr/bin/tinyproxy",
            (port, _) => string.Join('\n', (string[])[$"Port {port}", "Listen 127.0.0.1", "Allow 127.0.0.1", "Timeout 60", "LogLevel Info", .. settings, ""]),
            (_, file) => ["-d", "-c", file],
            "Accepting connections"));

    /// <summary>Stops it, and tells how often it was asked to connect.</summary>
    public async Task<int> StopAsync()
    {
        await _program.StopAsync();
        return _program.Output.Split('\n').Count(l => l.Contains(": CONNECT ", StringComparison.Ordinal) && l.Contains("Request", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
