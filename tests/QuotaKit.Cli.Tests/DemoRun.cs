namespace QuotaKit.Cli.Tests;

/// <summary>One run of <c>show --demo</c> in an environment that it must ignore, shared by the tests of its output.</summary>
public sealed class DemoRun : IAsyncLifetime
{
    private static readonly Dictionary<string, string> _hostile = new()
    {
        // No proxy listens there: a request that leaves the process fails.
        ["http_proxy"] = "http://127.0.0.1:9",
        ["https_proxy"] = "http://127.0.0.1:9",
        ["all_proxy"] = "http://127.0.0.1:9",
        // Invalid settings: reading them fails.
        ["HEYGEN_API_KEY"] = "a real key",
        ["QuotaKit__Vzla__BaseAddress"] = "not an address",
        // Variables that make libraries print colours into a pipe.
        ["CLICOLOR_FORCE"] = "1",
        ["GITHUB_ACTIONS"] = "true",
    };

    private CommandRun? _run;

    internal CommandRun Run => _run ?? throw new InvalidOperationException("Not run.");

    public async ValueTask InitializeAsync() => _run = await QuotaKitProcess.RunAsync("show --demo", _hostile);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
