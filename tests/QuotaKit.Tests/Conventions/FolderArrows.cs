using System.Text.RegularExpressions;

namespace QuotaKit.Tests.Conventions;

/// <summary>Finds which folders of a project use each other, by the names of types and extension methods in the sources.</summary>
internal sealed partial class FolderArrows
{
    private readonly Dictionary<string, Dictionary<string, string>> _arrows = [];

    /// <summary>Reads the sources of a project.</summary>
    /// <param name="sources">The folder, name and text of each file.</param>
    public FolderArrows(IReadOnlyCollection<(string Folder, string File, string Text)> sources)
    {
        var code = sources.Select(s => (s.Folder, s.File, Text: Comment().Replace(s.Text, " "))).ToList();
        var types = FoldersOf(code, TypeDeclaration());
        var extensions = FoldersOf(code, ExtensionMethod());
        foreach (var (folder, file, text) in code)
        {
            Add(folder, file, Identifier().Matches(text).Select(m => m.Value), types);
            Add(folder, file, MethodCall().Matches(text).Select(m => m.Groups[1].Value), extensions);
        }
    }

    /// <summary>Finds folders that use each other in a circle. Returns one line for each use; empty when there is no circle.</summary>
    public IReadOnlyList<string> FindCircle()
    {
        var finished = new HashSet<string>();
        foreach (var folder in _arrows.Keys)
        {
            if (FindCircle(folder, [], finished) is { Count: > 0 } circle)
                return circle;
        }

        return [];
    }

    private List<string> FindCircle(string folder, List<string> path, HashSet<string> finished)
    {
        if (path.IndexOf(folder) is var start and >= 0)
            return [.. path[start..].Append(folder).Zip(path[(start + 1)..].Append(folder), (from, to) => $"{from} uses {to}: {_arrows[from][to]}")];
        if (finished.Contains(folder))
            return [];

        path.Add(folder);
        foreach (var next in _arrows.GetValueOrDefault(folder)?.Keys ?? Enumerable.Empty<string>())
        {
            if (FindCircle(next, path, finished) is { Count: > 0 } circle)
                return circle;
        }

        path.Remove(folder);
        finished.Add(folder);
        return [];
    }

    private void Add(string folder, string file, IEnumerable<string> names, Dictionary<string, string> foldersOf)
    {
        foreach (var name in names)
        {
            if (!foldersOf.TryGetValue(name, out var target) || target == folder)
                continue;
            if (!_arrows.TryGetValue(folder, out var arrows))
                _arrows[folder] = arrows = [];
            arrows.TryAdd(target, $"{file} names {name}");
        }
    }

    // A name that two folders declare is ignored, because the use does not say which one is meant.
    private static Dictionary<string, string> FoldersOf(IEnumerable<(string Folder, string File, string Text)> code, Regex declaration) => code
        .SelectMany(c => declaration.Matches(c.Text).Select(m => (Name: m.Groups[1].Value, c.Folder)))
        .GroupBy(d => d.Name, d => d.Folder)
        .Where(g => g.Distinct().Count() == 1)
        .ToDictionary(g => g.Key, g => g.First());

    // Strings are read as code, because interpolated strings contain code.
    [GeneratedRegex(@"(?<!:)//[^\n]*|/\*[\s\S]*?\*/")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(?:public|internal)[\w ]*\b(?:class|struct|record|interface|enum|delegate \S+)\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"\bstatic [^=;{}]*?\b(\w+)(?:<(?:[^<>()]|\([^()]*\))*>)?\(\s*this\s")]
    private static partial Regex ExtensionMethod();

    [GeneratedRegex(@"\b[A-Za-z_]\w*\b")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\.(\w+)(?:<[^>(]*>)?\(")]
    private static partial Regex MethodCall();
}
