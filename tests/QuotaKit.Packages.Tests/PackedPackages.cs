using System.Reflection;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Packages.Tests;

/// <summary>Packs all packages once for all tests, and deletes them at the end. Each run has a new version, which no cache contains.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("quotakit-packages-");

    public string Version { get; } = $"0.1.0-test-{Guid.NewGuid():N}";

    internal string Folder => Path.Combine(_root.FullName, "packages");

    internal Package this[string id] => new(Folder, id, Version);

    public async ValueTask InitializeAsync()
    {
        // Only the packages get this version. The assemblies are those of the Release build, which stays up to date.
        await Command.RunAsync(Repository.Root, "dotnet",
            $"pack src/QuotaKit.Packages.slnf -c Release --no-restore -p:PackageVersion={Version} -o {Folder}");
        // Below this folder, dotnet restores from the packed packages, then from the packages of this build, then from this machine's sources.
        // New packages go into a cache that is deleted with the folder.
        await File.WriteAllTextAsync(Path.Combine(_root.FullName, "nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="cache" /></config>
              <packageSources><add key="packed" value="packages" /></packageSources>
              <fallbackPackageFolders><add key="built" value="{PackageFolder}" /></fallbackPackageFolders>
            </configuration>
            """);
        // For consumers that are test projects.
        await File.WriteAllTextAsync(
            Path.Combine(_root.FullName, "global.json"), """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
    }

    /// <summary>Creates a folder outside the repository with these files in it.</summary>
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
