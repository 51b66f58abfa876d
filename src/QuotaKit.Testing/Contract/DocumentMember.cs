using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuotaKit.Testing;

/// <summary>One member of a JSON document, anywhere in it, which a check removes or replaces.</summary>
internal sealed class DocumentMember
{
    private const string Marker = "quotakitContractMarker";

    private readonly string _document;
    private readonly object[] _steps;
    private readonly string _name;

    private DocumentMember(string document, object[] steps, string name, JsonNode? value)
    {
        (_document, _steps, _name) = (document, steps, name);
        Kind = value?.GetValueKind() ?? JsonValueKind.Null;
        Json = value?.ToJsonString() ?? "null";
    }

    public JsonValueKind Kind { get; }

    /// <summary>The member's value as JSON.</summary>
    public string Json { get; }

    /// <summary>Lists all members of a document, at every depth.</summary>
    public static IEnumerable<DocumentMember> AllOf(string document) => AllOf(document, JsonNode.Parse(document), []);

    /// <summary>The document without the member.</summary>
    public string Removed() => Changed(parent => parent.Remove(_name));

    /// <summary>The document with other JSON in place of the member's value.</summary>
    public string Replaced(string json) =>
        Changed(parent => parent[_name] = JsonValue.Create(Marker)).Replace($"\"{Marker}\"", json, StringComparison.Ordinal);

    /// <summary>The path of the member, such as <c>meters[0].used</c>.</summary>
    public override string ToString() =>
        string.Concat(_steps.Append(_name).Select(s => s is int index ? $"[{index}]" : $".{s}")).TrimStart('.');

    private static IEnumerable<DocumentMember> AllOf(string document, JsonNode? node, object[] steps) => node switch
    {
        JsonObject members => members.SelectMany(m =>
            AllOf(document, m.Value, [.. steps, m.Key]).Prepend(new DocumentMember(document, steps, m.Key, m.Value))),
        JsonArray items => items.SelectMany((item, index) => AllOf(document, item, [.. steps, index])),
        _ => [],
    };

    private string Changed(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(_document)!;
        change((JsonObject)_steps.Aggregate(root, (node, step) => step is int index ? node[index]! : node[(string)step]!));
        return root.ToJsonString();
    }
}
