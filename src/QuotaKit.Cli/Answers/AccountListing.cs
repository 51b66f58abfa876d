using QuotaKit.Cli.Accounts;

namespace QuotaKit.Cli.Answers;

/// <summary>A row of <c>quotakit accounts</c>: a configured account, or the default account of a vendor that has none.</summary>
/// <param name="Name">The account's name: <c>heygen</c>, <c>heygen/team-a</c>.</param>
/// <param name="Provider">The vendor's id.</param>
/// <param name="Account">The part of the name after the vendor: <c>default</c>, <c>team-a</c>.</param>
/// <param name="Vendor">The vendor's name for people.</param>
/// <param name="IsConfigured">Whether the account exists.</param>
/// <param name="KeyFrom">Where its key comes from: a variable, a file, <c>stdin</c>, <c>demo</c>; null when there is no key.</param>
/// <param name="KeySetting">The setting that takes its key.</param>
/// <param name="KeyVariable">The vendor's environment variable that takes its key; null for accounts other than the default one.</param>
internal sealed record AccountListing(
    string Name, string Provider, string Account, string Vendor, bool IsConfigured, string? KeyFrom, string KeySetting, string? KeyVariable)
{
    /// <summary>Lists all accounts, vendor by vendor. A vendor without an account has one entry, which tells how to add its key.</summary>
    public static IReadOnlyList<AccountListing> Of(AccountSet accounts) => [.. VendorEntry.All.SelectMany(vendor => Of(vendor, accounts))];

    private static IEnumerable<AccountListing> Of(VendorEntry vendor, AccountSet accounts) => accounts.All
        .Select(provider => AccountName.Of(provider.Name))
        .Where(name => name.Vendor == vendor)
        .Select(name => Of(name, accounts.KeyOriginOf(name), isConfigured: true))
        .DefaultIfEmpty(Of(AccountName.DefaultOf(vendor), null, isConfigured: false));

    private static AccountListing Of(AccountName name, string? keyFrom, bool isConfigured) => new(
        name.ToString(),
        name.Vendor.Identity.Id,
        name.Account,
        name.Vendor.Identity.DisplayName,
        isConfigured,
        keyFrom,
        name.KeySetting,
        name.KeyVariable);
}
