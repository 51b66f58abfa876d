using QuotaKit.Tests.Shared;

namespace QuotaKit.Acme.Tests;

/// <summary>docs/adding-a-vendor.md is all that the fourth vendor was written by. (That its code is true is tested with the other docs.)</summary>
public sealed class GuideTests
{
    [Fact]
    public void The_guide_shows_every_file_of_the_fourth_vendor_whole()
    {
        const string Folder = "tests/QuotaKit.FourthVendor/";
        var files = Directory.GetFiles(Path.Combine(Repository.Root, Folder), "*.cs").Select(f => Folder + Path.GetFileName(f));
        var shown = new MarkdownPage("docs/adding-a-vendor.md").Blocks.Where(b => b.Kind == "file" && b.File.StartsWith(Folder, StringComparison.Ordinal)).Select(b => b.File);

        Assert.Equal(files.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }
}
