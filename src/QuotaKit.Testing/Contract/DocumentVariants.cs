using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuotaKit.Testing;

/// <summary>Makes a good document odd in all of its parts.</summary>
internal static class DocumentVariants
{
    private const string Marker = "quotakitContractMarker";
    private const int ManyMembers = 40_000;
    private const int ManyItems = 4_000;

    /// <summary>Writes a text in place of every text of the document, and adds it as a new member and as a member's name.</summary>
    /// <param name="document">The good document.</param>
    /// <param name="escaped">The text as it stands between the quotes of a JSON string.</param>
    public static string WithEveryText(string document, string escaped)
    {
        var root = JsonNode.Parse(document)!.AsObject();
        ChangeTexts(root, _ => Marker);
        root["detail"] = Marker;
        root[Marker] = 1;
        return root.ToJsonString().Replace(Marker, escaped, StringComparison.Ordinal);
    }

    /// <summary>Adds unknown numbers to every object of the document, tens of thousands in all.</summary>
    public static string WithManyNumbers(string document) => WithManyMembers(document, number => number);

    /// <summary>Adds unknown objects with amounts to every object of the document.</summary>
    public static string WithManyObjects(string document) => WithManyMembers(document, number => new JsonObject { ["used"] = number, ["limit"] = number }, 20);

    /// <summary>Repeats the items of every list thousands of times, with other texts.</summary>
    public static string WithManyItems(string document)
    {
        var root = JsonNode.Parse(document)!;
        foreach (var list in Nodes(root).OfType<JsonArray>().Where(l => l.Count > 0).ToList())
        {
            var items = list.Select(i => i?.DeepClone()).ToList();
            for (var i = items.Count; i < ManyItems; i++)
                list.Add(Renamed(items[i % items.Count]?.DeepClone(), i));
        }

        return root.ToJsonString();
    }

    private static string WithManyMembers(string document, Func<int, JsonNode> make, int share = 1)
    {
        var root = JsonNode.Parse(document)!;
        var objects = Nodes(root).OfType<JsonObject>().ToList();
        foreach (var members in objects)
        {
            for (var i = 1; i <= ManyMembers / share / objects.Count; i++)
                members[string.Create(CultureInfo.InvariantCulture, $"x{i}")] = make(i);
        }

        return root.ToJsonString();
    }

    private static JsonNode? Renamed(JsonNode? item, int number)
    {
        if (item is not null)
            ChangeTexts(item, text => string.Create(CultureInfo.InvariantCulture, $"{text}{number}"));
        return item;
    }

    private static void ChangeTexts(JsonNode root, Func<string, string> change)
    {
        foreach (var node in Nodes(root).ToList())
        {
            if (node is JsonObject members)
            {
                foreach (var (name, value) in members.Where(m => IsText(m.Value)).ToList())
                    members[name] = change(value!.GetValue<string>());
            }

            for (var i = 0; node is JsonArray items && i < items.Count; i++)
            {
                if (IsText(items[i]))
                    items[i] = change(items[i]!.GetValue<string>());
            }
        }

        static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node)
    {
        var below = node switch
        {
            JsonObject members => members.Select(m => m.Value),
            JsonArray items => items,
            _ => [],
        };
        return below.OfType<JsonNode>().SelectMany(Nodes).Prepend(node);
    }
}
