using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Packages.Tests;

/// <summary>What is in the packages.</summary>
[Collection(nameof(PackedOnce))]
public sealed class PackageTests(PackedPackages packages)
{
    private const string Tool = "QuotaKit.Cli";

    // The record of a portable PDB that holds the text of a source.
    private static readonly Guid _embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string> Libraries => ["QuotaKit", "QuotaKit.Core", "QuotaKit.HeyGen", "QuotaKit.Pictory", "QuotaKit.Testing", "QuotaKit.Vzla"];

    public static TheoryData<string> All => [.. Libraries.Select(l => l.Data), Tool];

    [Fact]
    public void There_is_a_package_for_each_project()
    {
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(f => Path.GetFileNameWithoutExtension(f)).Order();

        Assert.Equal(projects, All.Select(p => p.Data).Order());
        Assert.Equal(
            projects.SelectMany(p => new[] { $"{p}.{packages.Version}.nupkg", $"{p}.{packages.Version}.snupkg" }).Order(),
            Directory.GetFiles(packages.Folder).Select(f => Path.GetFileName(f)).Order());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_package_says_what_it_is(string id)
    {
        var package = packages[id];

        Assert.Equal((id, packages.Version, "MIT"), (package["id"], package["version"], package["license"]));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Repository.Root, "README.md")), package.Read(package["readme"]!));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Repository.Root, "src", "icon.png")), package.Read(package["icon"]!));
        Assert.Contains("quota", package["tags"]!.Split(' '));
        Assert.NotEmpty(package["description"]!);
        Assert.NotEmpty(package["authors"]!);
        // The newest section of the changelog, and only that.
        Assert.StartsWith("## ", package["releaseNotes"]);
        Assert.Contains(package["releaseNotes"]!.ReplaceLineEndings("\n"), Repository.Read("CHANGELOG.md"));
        Assert.Single(package["releaseNotes"]!.Split('\n'), l => l.StartsWith("## ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_has_its_docs_and_symbols_for_each_framework(string id)
    {
        var package = packages[id];

        string[] files = [.. from framework in new[] { "net10.0", "net8.0" } from kind in new[] { "dll", "xml" } select $"lib/{framework}/{id}.{kind}"];
        Assert.Equal(files, package.Files.Where(f => f.StartsWith("lib/", StringComparison.Ordinal)).Order());
        Assert.Equal([$"lib/net10.0/{id}.pdb", $"lib/net8.0/{id}.pdb"], package.Symbols.Where(f => f.EndsWith(".pdb", StringComparison.Ordinal)).Order());
        Assert.All(files.Where(f => f.EndsWith(".xml", StringComparison.Ordinal)), f => Assert.Contains("<summary>", Encoding.UTF8.GetString(package.Read(f))));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Its_assemblies_are_deterministic_and_their_symbols_hold_the_sources(string id)
    {
        var package = packages[id];
        var assemblies = package.Files.Where(f => f.EndsWith($"/{id}.dll", StringComparison.Ordinal)).ToList();

        Assert.Equal(id == Tool ? 1 : 2, assemblies.Count);
        foreach (var assembly in assemblies)
        {
            using var image = new PEReader(new MemoryStream(package.Read(assembly)));
            using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(package.ReadSymbols(Path.ChangeExtension(assembly, ".pdb"))));
            var symbols = provider.GetMetadataReader();
            var entries = image.ReadDebugDirectory();

            Assert.Contains(entries, e => e.Type == DebugDirectoryEntryType.Reproducible);
            // The symbols are those of this assembly.
            var codeView = entries.Single(e => e.Type == DebugDirectoryEntryType.CodeView);
            Assert.Equal(new BlobContentId(symbols.DebugMetadataHeader!.Id).Guid, image.ReadCodeViewDebugDirectoryData(codeView).Guid);
            // '/_/' stands for the repository: no path of the machine that packed it.
            Assert.StartsWith("/_/", image.ReadCodeViewDebugDirectoryData(codeView).Path);
            foreach (var document in symbols.Documents)
            {
                var name = symbols.GetString(symbols.GetDocument(document).Name);
                Assert.StartsWith("/_/", name);
                Assert.True(symbols.GetCustomDebugInformation(document)
                    .Any(i => symbols.GetGuid(symbols.GetCustomDebugInformation(i).Kind) == _embeddedSource), $"{assembly} has no source of {name}.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_file_knows_where_it_was_packed(string id)
    {
        var package = packages[id];

        Assert.All(package.Files.Where(f => Path.GetFileName(f).StartsWith("QuotaKit", StringComparison.Ordinal)), f =>
        {
            var bytes = package.Read(f).AsSpan();
            Assert.True(bytes.IndexOf(Encoding.UTF8.GetBytes(Repository.Root)) < 0, $"{f} holds {Repository.Root}.");
        });
    }

    [Theory]
    [InlineData("QuotaKit.Core")]
    [InlineData("QuotaKit.Testing")]
    [InlineData("QuotaKit.HeyGen", "QuotaKit.Core")]
    [InlineData("QuotaKit.Pictory", "QuotaKit.Core")]
    [InlineData("QuotaKit.Vzla", "QuotaKit.Core")]
    [InlineData("QuotaKit", "QuotaKit.Core", "QuotaKit.HeyGen", "QuotaKit.Pictory", "QuotaKit.Vzla")]
    public void A_package_takes_its_siblings_in_exactly_its_own_version(string id, params string[] siblings) =>
        Assert.Equal(
            from framework in new[] { "net10.0", "net8.0" } from sibling in siblings select $"{framework}: {sibling} [{packages.Version}]",
            packages[id].Siblings.Order());
}
