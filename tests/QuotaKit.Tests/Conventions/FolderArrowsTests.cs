using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Conventions;

/// <summary>Folders of a project do not use each other in a circle.</summary>
public sealed class FolderArrowsTests
{
    private static readonly string _source = Path.Combine(Repository.Root, "src");

    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(_source, "QuotaKit*").Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_two_folders_use_each_other(string project)
    {
        var root = Path.Combine(_source, project);
        var sources = Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Folder: Path.GetRelativePath(root, Path.GetDirectoryName(path)!), File: Path.GetFileName(path), Path: path))
            .Where(f => f.Folder.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .Select(f => (f.Folder, f.File, File.ReadAllText(f.Path)))
            .ToList();

        Assert.Equal([], new FolderArrows(sources).FindCircle());
    }

    [Fact]
    public void Finds_a_circle_of_three_folders()
    {
        var circle = new FolderArrows(
        [
            ("A", "One.cs", "public class One { Two Next; }"),
            ("B", "Two.cs", "internal static class Two { void M(Text t) => t.Deep(); }"),
            ("C", "Three.cs", "public static class Three { public static One? Deep<[Keep(Members.All)] T>(\n    this Text t) => null; }"),
        ]).FindCircle();

        Assert.Equal(["A uses B: One.cs names Two", "B uses C: Two.cs names Deep", "C uses A: Three.cs names One"], circle);
    }

    [Fact]
    public void Ignores_names_in_comments()
    {
        var circle = new FolderArrows(
        [
            ("A", "One.cs", "public class One { Two Next; }"),
            ("B", "Two.cs", "/// <see cref=\"One\"/>\npublic class Two { } // One"),
        ]).FindCircle();

        Assert.Equal([], circle);
    }
}
