using System.Runtime.CompilerServices;

namespace QuotaKit.Tests;

/// <summary>Removes the keys and settings of the machine's user, so that no test finds them.</summary>
internal static class CleanEnvironment
{
    [ModuleInitializer]
    public static void ForgetSettings()
    {
        foreach (var name in new[] { "HEYGEN_API_KEY", "PICTORY_API_KEY", "VZLA_API_KEY" })
            Environment.SetEnvironmentVariable(name, null);
        var variables = Environment.GetEnvironmentVariables().Keys.Cast<string>();
        foreach (var name in variables.Where(n => n.StartsWith("QuotaKit__", StringComparison.OrdinalIgnoreCase)))
            Environment.SetEnvironmentVariable(name, null);
    }
}
