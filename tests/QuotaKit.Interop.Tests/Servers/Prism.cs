using QuotaKit.Tests.Shared;

namespace QuotaKit.Interop.Tests.Servers;

/// <summary>Starts Stoplight's Prism, which checks requests against an OpenAPI document and answers with its examples. .ci/run installs it.</summary>
internal static class Prism
{
    private static string Folder => Environment.GetEnvironmentVariable("QUOTAKIT_PRISM")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "quotakit", "prism");

    /// <summary>Starts Prism with a document from the folder OpenApi.</summary>
    public static Task<ServerProgram> StartAsync(string document) => ServerProgram.StartAsync(
        Path.Combine(Folder, "node_modules", ".bin", "prism"),
        (_, _) => "",
        (port, _) =>
        [
            "mock", "--errors", "--host", "127.0.0.1", "--port", $"{port}",
            Path.Combine(Repository.Root, "tests/QuotaKit.Interop.Tests/OpenApi", document),
        ],
        "Prism is listening");
}
