using System.Xml.Linq;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Conventions;

/// <summary>Projects reference only projects below them: Core references no vendor, and a vendor references only Core.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        ["QuotaKit.Core"] = [],
        ["QuotaKit.HeyGen"] = ["QuotaKit.Core"],
        ["QuotaKit.Pictory"] = ["QuotaKit.Core"],
        ["QuotaKit.Vzla"] = ["QuotaKit.Core"],
        ["QuotaKit.Sqlite"] = ["QuotaKit.Core"],
        ["QuotaKit.Postgres"] = ["QuotaKit.Core"],
        ["QuotaKit"] = ["QuotaKit.Core", "QuotaKit.HeyGen", "QuotaKit.Pictory", "QuotaKit.Vzla"],
        ["QuotaKit.Testing"] = ["QuotaKit.Core"],
        ["QuotaKit.Cli"] = ["QuotaKit", "QuotaKit.Testing", "QuotaKit.Sqlite", "QuotaKit.Postgres"],
    };

    public static TheoryData<string> Projects => [.. Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Select(f => Path.GetFileNameWithoutExtension(f))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_projects_below_it(string project)
    {
        Assert.True(_allowed.TryGetValue(project, out var allowed), $"{project} is new: add the projects below it to this test.");

        var references = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"))
            .Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));

        Assert.Empty(references.Except(allowed!));
    }

    [Theory]
    [InlineData("HeyGen")]
    [InlineData("Pictory")]
    [InlineData("Vzla")]
    public void Every_vendor_folder_has_the_same_files(string vendor)
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "src", "QuotaKit." + vendor), "*.cs").Select(Path.GetFileName);

        Assert.Empty(new[]
        {
            $"{vendor}QuotaProvider.cs", $"{vendor}QuotaOptions.cs", $"I{vendor}Api.cs", $"{vendor}Api.cs", $"{vendor}Api.HttpClient.cs",
            $"{vendor}Api.Refit.cs", $"{vendor}Wire.cs", $"{vendor}Mapper.cs", $"{vendor}BuilderExtensions.cs",
        }.Except(files));
    }

    [Fact]
    public void Core_names_no_vendor()
    {
        var named = Directory.GetFiles(Path.Combine(Repository.Root, "src", "QuotaKit.Core"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => File.ReadLines(f).Select(line => (File: Path.GetFileName(f), Line: line.Trim())))
            // Comments may have examples, and messages may name a package. Other code may not name a vendor.
            .Where(l => !l.Line.StartsWith("//", StringComparison.Ordinal) && !l.Line.Contains("new QuotaConfigurationException", StringComparison.Ordinal))
            .Where(l => new[] { "heygen", "pictory", "vzla" }.Any(v => l.Line.Contains(v, StringComparison.OrdinalIgnoreCase)));

        Assert.Empty(named);
    }
}
