namespace QuotaKit.Soak;

/// <summary>The accounts of both processes.</summary>
internal static class SoakAccounts
{
    /// <summary>How many each vendor has.</summary>
    public const int PerVendor = 12;

    /// <summary>The vendors, as settings name them.</summary>
    public static readonly string[] Vendors = ["HeyGen", "Pictory", "Vzla"];

    public static IEnumerable<(string Name, string Key)> Of(string vendor) =>
        Enumerable.Range(1, PerVendor).Select(n => ($"team-{n}", $"{Prefix(vendor)}soak-{n:000}-0123456789"));

    private static string Prefix(string vendor) => vendor switch
    {
        "Pictory" => "pictai_",
        "Vzla" => "vzlaio_",
        _ => "",
    };
}
