using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Packages.Tests;

/// <summary>Checks the contents of the packages.</summary>
[Collection(nameof(PackedOnce))]
public sealed class PackageTests(PackedPackages packages)
{
    private const string Tool = "QuotaKit.Cli";

    // Readers see the text on a package site, where the repository's files are not.
    private const string RelativeLink = @"\]\((?!https://)|(src|href)=|^\[[^\]]+\]: (?!https://)";

    // Identifies the records of a portable PDB that contain the text of a source file.
    private static readonly Guid _embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string> Libraries =>
    [
        "QuotaKit", "QuotaKit.Core", "QuotaKit.HeyGen", "QuotaKit.Pictory", "QuotaKit.Postgres", "QuotaKit.Sqlite", "QuotaKit.Testing",
        "QuotaKit.Vzla",
    ];

    public static TheoryData<string> All => [.. Libraries.Select(l => l.Data), Tool];

    [Fact]
    public void Each_project_has_a_package()
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
    public void Package_describes_itself(string id)
    {
        var package = packages[id];

        Assert.Equal((id, packages.Version, "MIT"), (package["id"], package["version"], package["license"]));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Repository.Root, "src", "icon.png")), package.Read(package["icon"]!));
        Assert.Contains("quota", package["tags"]!.Split(' '));
        Assert.NotEmpty(package["description"]!);
        Assert.NotEmpty(package["authors"]!);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Readme_is_its_own_and_has_no_relative_links(string id)
    {
        var readme = Encoding.UTF8.GetString(packages[id].Read(packages[id]["readme"]!));

        Assert.Equal(Repository.Read($"src/{id}/README.md"), readme);
        Assert.StartsWith($"# {id}\n", readme);
        Assert.InRange(readme.Split('\n').Length, 5, 40);
        Assert.DoesNotMatch(RelativeLink, readme);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Release_notes_are_the_summary_in_the_changelog(string id)
    {
        var notes = packages[id]["releaseNotes"]!.ReplaceLineEndings("\n");

        Assert.InRange(notes.Length, 50, 1_000);
        Assert.Matches($@"\A# Changelog\n[^#]*\n## [^\n]*\n\n{Regex.Escape(notes)}\n\n", Repository.Read("CHANGELOG.md"));
        Assert.DoesNotMatch(RelativeLink, notes);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_has_docs_and_symbols_for_each_framework(string id)
    {
        var package = packages[id];

        string[] files = [.. from framework in new[] { "net10.0", "net8.0" } from kind in new[] { "dll", "xml" } select $"lib/{framework}/{id}.{kind}"];
        Assert.Equal(files, package.Files.Where(f => f.StartsWith("lib/", StringComparison.Ordinal)).Order());
        Assert.Equal([$"lib/net10.0/{id}.pdb", $"lib/net8.0/{id}.pdb"], package.Symbols.Where(f => f.EndsWith(".pdb", StringComparison.Ordinal)).Order());
        Assert.All(files.Where(f => f.EndsWith(".xml", StringComparison.Ordinal)), f => Assert.Contains("<summary>", Encoding.UTF8.GetString(package.Read(f))));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Assemblies_are_deterministic_and_symbols_contain_sources(string id)
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
            // The symbols belong to this assembly.
            var codeView = entries.Single(e => e.Type == DebugDirectoryEntryType.CodeView);
            Assert.Equal(new BlobContentId(symbols.DebugMetadataHeader!.Id).Guid, image.ReadCodeViewDebugDirectoryData(codeView).Guid);
            // '/_/' replaces the path of the repository on the machine that packed it.
            Assert.StartsWith("/_/", image.ReadCodeViewDebugDirectoryData(codeView).Path);
            foreach (var document in symbols.Documents)
            {
                var name = symbols.GetString(symbols.GetDocument(document).Name);
                Assert.StartsWith("/_/", name);
                var kinds = symbols.GetCustomDebugInformation(document).Select(i => symbols.GetGuid(symbols.GetCustomDebugInformation(i).Kind));
                Assert.True(kinds.Contains(_embeddedSource), $"{assembly} does not contain the source of {name}.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_file_contains_a_path_of_this_machine(string id)
    {
        var package = packages[id];

        Assert.All(package.Files.Where(f => Path.GetFileName(f).StartsWith("QuotaKit", StringComparison.Ordinal)), f =>
        {
            var bytes = package.Read(f).AsSpan();
            Assert.True(bytes.IndexOf(Encoding.UTF8.GetBytes(Repository.Root)) < 0, $"{f} contains {Repository.Root}.");
        });
    }

    [Theory]
    [InlineData("QuotaKit.Core")]
    [InlineData("QuotaKit.Testing", "QuotaKit.Core")]
    [InlineData("QuotaKit.HeyGen", "QuotaKit.Core")]
    [InlineData("QuotaKit.Pictory", "QuotaKit.Core")]
    [InlineData("QuotaKit.Sqlite", "QuotaKit.Core")]
    [InlineData("QuotaKit.Postgres", "QuotaKit.Core")]
    [InlineData("QuotaKit.Vzla", "QuotaKit.Core")]
    [InlineData("QuotaKit", "QuotaKit.Core", "QuotaKit.HeyGen", "QuotaKit.Pictory", "QuotaKit.Vzla")]
    public void Package_requires_its_siblings_in_exactly_its_version(string id, params string[] siblings) =>
        Assert.Equal(
            from framework in new[] { "net10.0", "net8.0" } from sibling in siblings select $"{framework}: {sibling} [{packages.Version}]",
            packages[id].Siblings.Order());
}
