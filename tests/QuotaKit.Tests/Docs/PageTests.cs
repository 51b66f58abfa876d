using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Docs;

/// <summary>Checks that pages show only code that tests build and run, and link only to existing files.</summary>
public sealed class PageTests
{
    public static TheoryData<string> Pages =>
    [
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "samples/README.md",
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.GetDirectories(Path.Combine(Repository.Root, "src"), "QuotaKit*").Select(d => Path.Combine(d, "README.md")))
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/')),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_blocks_equal_the_file_they_name(string page)
    {
        foreach (var block in new MarkdownPage(page).Blocks.Where(b => b.File.Length > 0 || b.Language is not ("" or "sh" or "text")))
        {
            Assert.True(block.File.Length > 0, $"{page} does not name the file of this block:\n{block.Code}");
            Assert.True(block.IsTrue(), $"{page} shows code that is not in {block.File}:\n{block.Code}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Relative_links_lead_to_existing_files(string page) => Assert.All(new MarkdownPage(page).Targets, t => Assert.True(Path.Exists(t), t));
}
