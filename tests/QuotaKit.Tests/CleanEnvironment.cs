using System.Runtime.CompilerServices;

namespace QuotaKit.Tests;

/// <summary>No test may find the keys of whoever runs it.</summary>
internal static class CleanEnvironment
{
    [ModuleInitializer]
    public static void ForgetKeys()
    {
        foreach (var name in new[] { "HEYGEN_API_KEY", "PICTORY_API_KEY", "VZLA_API_KEY" })
            Environment.SetEnvironmentVariable(name, null);
    }
}
