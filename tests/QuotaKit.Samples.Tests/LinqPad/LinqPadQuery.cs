using System.Xml.Linq;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Samples.Tests.LinqPad;

/// <summary>A query file of LINQPad: an XML header, an empty line, and C#.</summary>
internal sealed class LinqPadQuery
{
    // The namespaces that LINQPad imports by default.
    private static readonly string[] _namespaces =
    [
        "System", "System.Collections", "System.Collections.Generic", "System.Data", "System.Diagnostics", "System.IO", "System.Linq",
        "System.Linq.Expressions", "System.Reflection", "System.Text", "System.Text.RegularExpressions", "System.Threading",
        "System.Threading.Tasks", "System.Transactions", "System.Xml", "System.Xml.Linq", "System.Xml.XPath",
    ];

    private const string EndOfHeader = "</Query>\n\n";

    private readonly XElement _header;
    private readonly string _code;

    public LinqPadQuery(string path)
    {
        var text = Repository.Read(path);
        var end = text.IndexOf(EndOfHeader, StringComparison.Ordinal);
        Assert.True(end > 0, $"{path} has no header.");
        _header = XElement.Parse(text[..(end + EndOfHeader.Length)]);
        _code = text[(end + EndOfHeader.Length)..];
    }

    public string Kind => _header.Attribute("Kind")!.Value;

    public IEnumerable<string> Packages => _header.Elements("NuGetReference").Select(e => e.Value);

    public IEnumerable<string> Namespaces => _header.Elements("Namespace").Select(e => e.Value);

    /// <summary>Returns the query as a file for <c>dotnet run</c>. Packages become references to their projects, and the needed parts of LINQPad
    /// are appended.</summary>
    public string ToProgram()
    {
        Assert.Equal("Statements", Kind);
        return $"""
            {string.Join('\n', Packages.Select(p => $"#:project {Path.Combine(Repository.Root, "src", p, $"{p}.csproj")}"))}
            #:property PublishAot=false
            #:property TreatWarningsAsErrors=true
            #:property ImplicitUsings=disable
            #:property JsonSerializerIsReflectionEnabledByDefault=true
            {string.Join('\n', _namespaces.Concat(Namespaces).Select(n => $"using {n};"))}

            {_code}
            {Repository.Read("tests/QuotaKit.Samples.Tests/LinqPad/LinqPadRuntime.cs.txt")}
            """;
    }
}
