using System.Runtime.CompilerServices;

namespace QuotaKit.Tests;

/// <summary>No test may find the keys and settings of whoever runs it.</summary>
internal static class CleanEnvironment
{
    [ModuleInitializer]
    public static void ForgetSettings()
    {
        foreach (var name in new[] { "HEYGEN_API_KEY", "PICTORY_API_KEY", "VZLA_API_KEY" })
            Environment.SetEnvironmentVariable(name, null);
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(n => n.StartsWith("QuotaKit__", StringComparison.OrdinalIgnoreCase)))
            Environment.SetEnvironmentVariable(name, null);
    }
}
