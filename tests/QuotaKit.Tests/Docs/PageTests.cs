using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Docs;

/// <summary>The docs show code that is built and run by the tests, and point to files that are there.</summary>
public sealed class PageTests
{
    public static TheoryData<string> Pages =>
    [
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "samples/README.md",
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/')),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_block_of_code_names_a_file_and_says_what_it_says(string page)
    {
        foreach (var block in new MarkdownPage(page).Blocks.Where(b => b.File.Length > 0 || b.Language is not ("" or "sh" or "text")))
        {
            Assert.True(block.File.Length > 0, $"{page} does not say where this is from:\n{block.Code}");
            Assert.True(block.IsTrue(), $"{page} shows what {block.File} does not say:\n{block.Code}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_link_leads_somewhere(string page) => Assert.All(new MarkdownPage(page).Targets, t => Assert.True(Path.Exists(t), t));
}
