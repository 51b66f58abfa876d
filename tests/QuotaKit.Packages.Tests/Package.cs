using System.IO.Compression;
using System.Xml.Linq;

namespace QuotaKit.Packages.Tests;

/// <summary>Reads a package on disk, and its symbol package.</summary>
internal sealed class Package(string folder, string id, string version)
{
    private readonly string _file = Path.Combine(folder, $"{id}.{version}");

    /// <summary>The paths of the files in it, with forward slashes.</summary>
    public IReadOnlyList<string> Files => FilesIn(".nupkg");

    public IReadOnlyList<string> Symbols => FilesIn(".snupkg");

    /// <summary>The metadata of the nuspec. Its XML namespace depends on its content, so compare local names.</summary>
    public XElement Metadata => XDocument.Parse(System.Text.Encoding.UTF8.GetString(Read($"{id}.nuspec")).TrimStart('\uFEFF')).Root!.Elements().Single();

    /// <summary>The text of a metadata element; null when the element is missing.</summary>
    public string? this[string element] => Metadata.Elements().SingleOrDefault(e => e.Name.LocalName == element)?.Value;

    /// <summary>The QuotaKit packages it depends on, as "framework: id version".</summary>
    public IEnumerable<string> Siblings =>
        from dependency in Metadata.Descendants()
        where dependency.Name.LocalName == "dependency" && dependency.Attribute("id")!.Value.StartsWith("QuotaKit", StringComparison.Ordinal)
        select $"{dependency.Parent!.Attribute("targetFramework")!.Value}: {dependency.Attribute("id")!.Value} {dependency.Attribute("version")!.Value}";

    public byte[] Read(string file) => ReadFrom(".nupkg", file);

    public byte[] ReadSymbols(string file) => ReadFrom(".snupkg", file);

    private List<string> FilesIn(string kind)
    {
        using var zip = ZipFile.OpenRead(_file + kind);
        return [.. zip.Entries.Select(e => e.FullName)];
    }

    private byte[] ReadFrom(string kind, string file)
    {
        using var zip = ZipFile.OpenRead(_file + kind);
        using var entry = (zip.GetEntry(file) ?? throw new FileNotFoundException($"{file} is not in {_file}{kind}.")).Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }
}
