using QuotaKit.Tests.Shared;

namespace QuotaKit.Interop.Tests.Servers;

/// <summary>Stoplight's Prism, which answers as an OpenAPI document says and refuses requests that it does not allow. .ci/run installs it.</summary>
internal static class Prism
{
    private static string Program => Path.Combine(
        Environment.GetEnvironmentVariable("QUOTAKIT_PRISM") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "quotakit", "prism"),
        "node_modules", ".bin", "prism");

    /// <summary>Starts it with a document from the folder OpenApi.</summary>
    public static Task<ServerProgram> StartAsync(string document) => ServerProgram.StartAsync(
        Program,
        (_, _) => "",
        (port, _) => ["mock", "--errors", "--host", "127.0.0.1", "--port", $"{port}", Path.Combine(Repository.Root, "tests/QuotaKit.Interop.Tests/OpenApi", document)],
        "Prism is listening");
}
