using System.Text;
using Heygen = QuotaKit.HeyGen.Tests.VendorSamples;
using PictoryAi = QuotaKit.Pictory.Tests.VendorSamples;
using VzlaIo = QuotaKit.Vzla.Tests.VendorSamples;

namespace QuotaKit.Benchmarks.Documents;

/// <summary>One vendor's sample document, with the path and header of its request.</summary>
internal sealed record VendorDocument(string Vendor, string Path, string KeyHeader, string Key, string KeyPrefix, byte[] Body)
{
    public static readonly VendorDocument HeyGen =
        new("heygen", "v2/user/remaining_quota", "x-api-key", Heygen.Key, "", Encoding.UTF8.GetBytes(Heygen.Quota));

    public static readonly VendorDocument Pictory =
        new("pictory", "pictoryapis/v1/quota", "Authorization", PictoryAi.Key, "", Encoding.UTF8.GetBytes(PictoryAi.Quota));

    public static readonly VendorDocument Vzla =
        new("vzla", "api/quantis/v2/me/quota/", "Authorization", VzlaIo.Key, "Bearer ", Encoding.UTF8.GetBytes(VzlaIo.Quota));

    public static readonly IReadOnlyList<VendorDocument> All = [HeyGen, Pictory, Vzla];

    /// <summary>The value of the header that holds the key.</summary>
    public string HeaderValue { get; } = KeyPrefix + Key;
}
