using System.IO.Compression;
using System.Xml.Linq;

namespace QuotaKit.Packages.Tests;

/// <summary>A package on disk, and the one of its symbols.</summary>
internal sealed class Package(string folder, string id, string version)
{
    private readonly string _file = Path.Combine(folder, $"{id}.{version}");

    /// <summary>The files in it, with slashes.</summary>
    public IReadOnlyList<string> Files => FilesIn(".nupkg");

    public IReadOnlyList<string> Symbols => FilesIn(".snupkg");

    /// <summary>What it says about itself. Names there are in a namespace that depends on what it says.</summary>
    public XElement Metadata => XDocument.Parse(System.Text.Encoding.UTF8.GetString(Read($"{id}.nuspec")).TrimStart('\uFEFF')).Root!.Elements().Single();

    /// <summary>The text of an element of the metadata; null when there is none.</summary>
    public string? this[string element] => Metadata.Elements().SingleOrDefault(e => e.Name.LocalName == element)?.Value;

    /// <summary>The packages of ours that it depends on, as "framework: id version".</summary>
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
