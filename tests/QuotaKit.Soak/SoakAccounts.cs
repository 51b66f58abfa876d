namespace QuotaKit.Soak;

/// <summary>The accounts, which both processes know.</summary>
internal static class SoakAccounts
{
    /// <summary>The number of accounts of each vendor.</summary>
    public const int PerVendor = 12;

    /// <summary>The vendors' names in settings.</summary>
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
