namespace QuotaKit.Cli.Tests.Commands;

/// <summary>One run of <c>show --demo</c> in surroundings that would spoil it, for all tests that look at what it prints.</summary>
public sealed class DemoRun : IAsyncLifetime
{
    private static readonly Dictionary<string, string> _hostile = new()
    {
        // A proxy that is not there: whatever left the process would fail.
        ["http_proxy"] = "http://127.0.0.1:9",
        ["https_proxy"] = "http://127.0.0.1:9",
        ["all_proxy"] = "http://127.0.0.1:9",
        // Settings that are none: whatever read them would fail.
        ["HEYGEN_API_KEY"] = "a real key",
        ["QuotaKit__Vzla__BaseAddress"] = "not an address",
        // Where libraries think that a pipe shows colours.
        ["CLICOLOR_FORCE"] = "1",
        ["GITHUB_ACTIONS"] = "true",
    };

    private CommandRun? _run;

    internal CommandRun Run => _run ?? throw new InvalidOperationException("Not run.");

    public async ValueTask InitializeAsync() => _run = await QuotaKitProcess.RunAsync("show --demo", _hostile);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
