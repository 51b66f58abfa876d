using QuotaKit.Tests.Shared;

namespace AcmeRenders.Tests;

/// <summary>Tests that docs/adding-a-vendor.md shows the fourth vendor whole. PageTests compares the code that it shows with the files.</summary>
public sealed class GuideTests
{
    [Fact]
    public void Guide_shows_every_file_of_the_fourth_vendor()
    {
        const string Folder = "tests/QuotaKit.FourthVendor/";
        var files = Directory.GetFiles(Path.Combine(Repository.Root, Folder), "*.cs").Select(f => Folder + Path.GetFileName(f));
        var shown = new MarkdownPage("docs/adding-a-vendor.md").Blocks
            .Where(b => b.Kind == "file" && b.File.StartsWith(Folder, StringComparison.Ordinal)).Select(b => b.File);

        Assert.Equal(files.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }
}
