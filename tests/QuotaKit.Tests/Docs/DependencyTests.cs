using System.Text.RegularExpressions;
using System.Xml.Linq;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Docs;

/// <summary>Checks that the README gives a reason for every dependency of the packages.</summary>
public sealed class DependencyTests
{
    public static TheoryData<string> Dependencies =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(f => XDocument.Load(f).Descendants())
            .Where(e => e.Name.LocalName is "PackageReference" or "FrameworkReference")
            .Select(e => e.Attribute("Include")!.Value).Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Dependencies))]
    public void README_has_a_reason(string dependency) =>
        Assert.Matches($@"(?m)^\| {Regex.Escape(dependency)} \| [^|]+ \| \w[^|]+ \|$", Repository.Read("README.md"));
}
