using System.Text;
using System.Text.Json.Nodes;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>The vendors' good documents with one thing changed.</summary>
internal static class Documents
{
    /// <summary>Each case for each vendor, for theories.</summary>
    public static TheoryData<string, string> ForEachVendor(params IEnumerable<string> cases)
    {
        var data = new TheoryData<string, string>();
        foreach (var vendor in FaultVendor.All)
        {
            foreach (var @case in cases)
                data.Add(vendor.Id, @case);
        }

        return data;
    }

    /// <summary>The good document with the number of the primary balance that errors name written in another way.</summary>
    public static string WithPrimary(FaultVendor vendor, string written) => vendor.Id switch
    {
        "heygen" => Replace(vendor, "\"remaining_quota\":2344452", $"\"remaining_quota\":{written}"),
        "pictory" => Replace(vendor, "{\"used\":98,", $"{{\"used\":{written},"),
        _ => Replace(vendor, "\"remaining\":973", $"\"remaining\":{written}"),
    };

    /// <summary>The good document with more members in its outermost object.</summary>
    public static string WithRoot(FaultVendor vendor, string members) => $"{{{members},{vendor.GoodBody.Trim()[1..]}";

    /// <summary>The good document with the innermost object around its primary number holding more members; at vzla.io that is the document.</summary>
    public static string WithInner(FaultVendor vendor, string members) => vendor.Id switch
    {
        "heygen" => Replace(vendor, "\"data\":{", $"\"data\":{{{members},"),
        "pictory" => Replace(vendor, "\"videoMinutes\":{", $"\"videoMinutes\":{{{members},"),
        _ => WithRoot(vendor, members),
    };

    /// <summary>The document without that member, or with null there.</summary>
    public static string Without(string json, string path, bool asNull)
    {
        var document = JsonNode.Parse(json)!;
        var steps = path.Split('.');
        var owner = steps[..^1].Aggregate(document, (node, step) => node[step]!).AsObject();
        Assert.True(owner.ContainsKey(steps[^1]), path);
        if (asNull)
            owner[steps[^1]] = null;
        else
            owner.Remove(steps[^1]);
        return document.ToJsonString();
    }

    /// <summary>A good status with that document, where a '\xff' is a byte that is no UTF-8.</summary>
    public static Fault Raw(string json) => Fault.Body([.. json.SelectMany(c => c == '\xff' ? [0xff] : Encoding.UTF8.GetBytes([c]))]);

    private static string Replace(FaultVendor vendor, string old, string with)
    {
        Assert.Contains(old, vendor.GoodBody, StringComparison.Ordinal);
        return vendor.GoodBody.Replace(old, with, StringComparison.Ordinal);
    }
}
