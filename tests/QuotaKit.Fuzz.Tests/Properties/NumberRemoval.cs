using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuotaKit.Fuzz.Tests.Properties;

/// <summary>Takes the numbers out of documents.</summary>
internal static class Nothings
{
    /// <summary>The document with each of its numbers replaced, or left out together with its member.</summary>
    public static string Instead(byte[] document, string nothing, bool keepsMembers)
    {
        var root = JsonNode.Parse(document)!;
        Empty(root, nothing, keepsMembers);
        return root.ToJsonString();
    }

    private static void Empty(JsonNode node, string nothing, bool keepsMembers)
    {
        foreach (var (name, value) in node is JsonObject members ? members.ToList() : [])
        {
            if (value?.GetValueKind() is not JsonValueKind.Number)
            {
                if (value is not null)
                    Empty(value, nothing, keepsMembers);
            }
            else if (keepsMembers)
            {
                node[name] = JsonNode.Parse(nothing);
            }
            else
            {
                node.AsObject().Remove(name);
            }
        }
    }
}
