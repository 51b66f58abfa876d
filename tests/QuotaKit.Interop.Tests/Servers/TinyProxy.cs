namespace QuotaKit.Interop.Tests.Servers;

/// <summary>Runs tinyproxy, which connects clients on this machine to any host unless its settings forbid it.</summary>
internal sealed class TinyProxy : IAsyncDisposable
{
    private readonly ServerProgram _program;

    private TinyProxy(ServerProgram program) => _program = program;

    public Uri Address => _program.Address;

    /// <summary>Starts tinyproxy with these additional lines of configuration.</summary>
    public static async Task<TinyProxy> StartAsync(params string[] settings) =>
        new(await ServerProgram.StartAsync(
            "/usr/bin/tinyproxy",
            (port, _) => string.Join('\n', (string[])[$"Port {port}", "Listen 127.0.0.1", "Allow 127.0.0.1", "Timeout 60", "LogLevel Info", .. settings, ""]),
            (_, file) => ["-d", "-c", file],
            "Accepting connections"));

    /// <summary>Stops tinyproxy and returns the number of CONNECT requests.</summary>
    public async Task<int> StopAsync()
    {
        await _program.StopAsync();
        return _program.Output.Split('\n').Count(l => l.Contains(": CONNECT ", StringComparison.Ordinal) && l.Contains("Request", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
