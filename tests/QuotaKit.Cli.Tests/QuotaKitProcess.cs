using System.Diagnostics;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests;

/// <summary>Runs the command as a user does: a process of its own, whose output goes into a pipe.</summary>
internal static class QuotaKitProcess
{
    private static readonly string[] _keys = ["HEYGEN_API_KEY", "PICTORY_API_KEY", "VZLA_API_KEY"];

    public static async Task<CommandRun> RunAsync(string arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(arguments, environment);
        return await EndAsync(process);
    }

    public static Process Start(string arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheDeveloper).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task<CommandRun> EndAsync(Process process)
    {
        var token = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new CommandRun(process.ExitCode, await output, await error);
    }

    /// <summary>The variables that point the command at simulated vendors, and these.</summary>
    public static Dictionary<string, string> EnvironmentOf(VendorSimulator simulator, params (string Name, string Value)[] variables)
    {
        var environment = simulator.Settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);
        foreach (var (name, value) in variables)
            environment[name] = value;
        return environment;
    }

    private static bool IsOfTheDeveloper(string name) =>
        _keys.Contains(name)
        || name.StartsWith("QuotaKit__", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase);
}
