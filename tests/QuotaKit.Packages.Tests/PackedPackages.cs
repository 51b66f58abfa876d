using System.Reflection;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Packages.Tests;

/// <summary>All packages, packed once for all tests, in a folder that is removed in the end. The version is new in each run, so that no
/// cache knows it.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("quotakit-packages-");

    public string Version { get; } = $"0.1.0-test-{Guid.NewGuid():N}";

    internal string Folder => Path.Combine(_root.FullName, "packages");

    internal Package this[string id] => new(Folder, id, Version);

    public async ValueTask InitializeAsync()
    {
        // Only the packages have this version: the assemblies are those of a plain Release build, and stay up to date.
        await Command.RunAsync(Repository.Root, "dotnet",
            $"pack src/QuotaKit.Packages.slnf -c Release --no-restore -p:PackageVersion={Version} -o {Folder}");
        // Below this folder, dotnet takes packages from there, then from where the build of these tests has its own, and then from
        // wherever this machine gets them. What is new is put into a cache that goes away with the folder.
        await File.WriteAllTextAsync(Path.Combine(_root.FullName, "nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="cache" /></config>
              <packageSources><add key="packed" value="packages" /></packageSources>
              <fallbackPackageFolders><add key="built" value="{PackageFolder}" /></fallbackPackageFolders>
            </configuration>
            """);
        // The tests' platform, for consumers that test.
        await File.WriteAllTextAsync(
            Path.Combine(_root.FullName, "global.json"), """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
    }

    /// <summary>A folder outside the repository with these files in it.</summary>
    internal string CreateFolder(string name, params (string File, string Text)[] files)
    {
        var folder = _root.CreateSubdirectory(name).FullName;
        foreach (var (file, text) in files)
            File.WriteAllText(Path.Combine(folder, file), text);
        return folder;
    }

    public ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string PackageFolder =>
        typeof(PackedPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PackageFolder").Value!;
}
