using System.Text;
using System.Text.Json.Nodes;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Makes variants of the vendors' good documents, each with one change.</summary>
internal static class Documents
{
    /// <summary>Combines each vendor with each case, for theories.</summary>
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

    /// <summary>Returns the good document with this text as the value of <see cref="FaultVendor.PrimaryMember"/>.</summary>
    public static string WithPrimary(FaultVendor vendor, string written) => vendor.Id switch
    {
        "heygen" => Replace(vendor, "\"remaining_quota\":2344452", $"\"remaining_quota\":{written}"),
        "pictory" => Replace(vendor, "{\"used\":98,", $"{{\"used\":{written},"),
        _ => Replace(vendor, "\"remaining\":973", $"\"remaining\":{written}"),
    };

    /// <summary>Returns the good document with more members in its outermost object.</summary>
    public static string WithRoot(FaultVendor vendor, string members) => $"{{{members},{vendor.GoodBody.Trim()[1..]}";

    /// <summary>Returns the good document with more members in the object that holds the primary number. For vzla.io that is the outermost object.</summary>
    public static string WithInner(FaultVendor vendor, string members) => vendor.Id switch
    {
        "heygen" => Replace(vendor, "\"data\":{", $"\"data\":{{{members},"),
        "pictory" => Replace(vendor, "\"videoMinutes\":{", $"\"videoMinutes\":{{{members},"),
        _ => WithRoot(vendor, members),
    };

    /// <summary>Removes the member from the document, or sets it to null.</summary>
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

    /// <summary>Returns a response with status 200 and this document. Each '\xff' becomes a byte 0xFF, which is invalid in UTF-8.</summary>
    public static Fault Raw(string json) => Fault.Body([.. json.SelectMany(c => c == '\xff' ? [0xff] : Encoding.UTF8.GetBytes([c]))]);

    private static string Replace(FaultVendor vendor, string old, string with)
    {
        Assert.Contains(old, vendor.GoodBody, StringComparison.Ordinal);
        return vendor.GoodBody.Replace(old, with, StringComparison.Ordinal);
    }
}
