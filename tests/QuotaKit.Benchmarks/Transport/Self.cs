using System.Diagnostics;

namespace QuotaKit.Benchmarks.Transport;

/// <summary>Builds the command line that starts this program again.</summary>
internal static class Self
{
    public static ProcessStartInfo Command(params string[] arguments) =>
        new(Environment.ProcessPath!, [.. IsDotnet ? [typeof(Self).Assembly.Location] : Array.Empty<string>(), .. arguments])
        {
            RedirectStandardOutput = true,
        };

    private static bool IsDotnet => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
}
