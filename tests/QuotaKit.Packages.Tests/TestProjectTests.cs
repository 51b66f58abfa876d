using QuotaKit.Tests.Shared;

namespace QuotaKit.Packages.Tests;

/// <summary>Tests the project file that docs/testing.md shows, with the tests of the sample.</summary>
[Collection(nameof(PackedOnce))]
public sealed class TestProjectTests(PackedPackages packages)
{
    private const string Project = "tests/QuotaKit.Packages.Tests/Consumers/RenderApp.Tests.csproj";

    [Fact]
    public async Task Project_file_of_the_docs_runs_the_sample_tests()
    {
        var project = Repository.Read(Project).Replace("\"0.1.0\"", $"\"{packages.Version}\"", StringComparison.Ordinal);
        string[] sources = ["ManualClock.cs", "RenderGate.cs", "RenderGateTests.cs"];
        var folder = packages.CreateFolder(
            "RenderApp.Tests", [("RenderApp.Tests.csproj", project), .. sources.Select(f => (f, Repository.Read($"samples/testing/{f}")))]);

        var printed = await Command.RunAsync(folder, "dotnet", "test");

        Assert.Matches(@"succeeded: 5\b", printed);
    }
}
