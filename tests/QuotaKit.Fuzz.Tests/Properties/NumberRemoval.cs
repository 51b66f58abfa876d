using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuotaKit.Fuzz.Tests.Properties;

/// <summary>Removes the numbers from documents.</summary>
internal static class NumberRemoval
{
    /// <summary>Returns the document with each number replaced by <paramref name="nothing"/>, or removed together with its member.</summary>
    public static string Apply(byte[] document, string nothing, bool keepsMembers)
    {
        var root = JsonNode.Parse(document)!;
        Remove(root, nothing, keepsMembers);
        return root.ToJsonString();
    }

    private static void Remove(JsonNode node, string nothing, bool keepsMembers)
    {
        foreach (var (name, value) in node is JsonObject members ? members.ToList() : [])
        {
            if (value?.GetValueKind() is not JsonValueKind.Number)
            {
                if (value is not null)
                    Remove(value, nothing, keepsMembers);
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
