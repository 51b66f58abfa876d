using System.Diagnostics;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests;

/// <summary>Runs the command as a user does, in a process of its own. The output goes to a pipe.</summary>
internal static class QuotaKitProcess
{
    private static readonly string[] _keys = ["HEYGEN_API_KEY", "PICTORY_API_KEY", "VZLA_API_KEY"];

    public static Task<CommandRun> RunAsync(string arguments, IReadOnlyDictionary<string, string>? environment = null, string input = "") =>
        RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), environment, input);

    public static async Task<CommandRun> RunAsync(string[] arguments, IReadOnlyDictionary<string, string>? environment = null, string input = "")
    {
        using var process = Start(["dotnet", typeof(Program).Assembly.Location, .. arguments], environment, input);
        return await EndAsync(process);
    }

    public static Process Start(string arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        Start(["dotnet", typeof(Program).Assembly.Location, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)], environment);

    /// <summary>Runs a line in bash, where <c>quotakit</c> is the command.</summary>
    public static async Task<CommandRun> RunInShellAsync(string line, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(["bash", "-c", $"quotakit() {{ dotnet '{typeof(Program).Assembly.Location}' \"$@\"; }}\n{line}"], environment);
        return await EndAsync(process);
    }

    private static Process Start(string[] commandLine, IReadOnlyDictionary<string, string>? environment, string input = "")
    {
        var start = new ProcessStartInfo(commandLine[0], commandLine[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheDeveloper).ToList())
            start.Environment.Remove(name);
        // A folder without a config file.
        start.Environment[OperatingSystem.IsWindows() ? "APPDATA" : "XDG_CONFIG_HOME"] = Path.Combine(AppContext.BaseDirectory, "no-such-folder");
        // The default store of the tests.
        start.Environment["XDG_STATE_HOME"] = Path.Combine(AppContext.BaseDirectory, "state");
        start.Environment["QUOTAKIT_DLL"] = typeof(Program).Assembly.Location;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return process;
    }

    public static async Task<CommandRun> EndAsync(Process process)
    {
        var token = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new CommandRun(process.ExitCode, await output, await error);
    }

    /// <summary>Returns the variables that point the command at simulated vendors, and the given ones.</summary>
    public static Dictionary<string, string> EnvironmentOf(QuotaSimulator simulator, params (string Name, string Value)[] variables)
    {
        var environment = simulator.Settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);
        foreach (var (name, value) in variables)
            environment[name] = value;
        return environment;
    }

    private static bool IsOfTheDeveloper(string name) =>
        _keys.Contains(name)
        || name.StartsWith("QuotaKit_", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase);
}
