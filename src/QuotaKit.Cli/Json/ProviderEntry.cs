using QuotaKit.Cli.Accounts;

namespace QuotaKit.Cli.Json;

/// <summary>An account that is known or, where a vendor has none, the one that it could have.</summary>
/// <param name="Name">The name to ask with.</param>
/// <param name="Provider">The vendor's id.</param>
/// <param name="Account">The account's name among the vendor's.</param>
/// <param name="Vendor">The vendor's name for people.</param>
/// <param name="IsConfigured">Whether there is such an account.</param>
/// <param name="KeyFrom">Where its key comes from: a variable, a file, <c>stdin</c>, <c>demo</c>; null when there is none.</param>
/// <param name="KeySetting">The setting of its key.</param>
/// <param name="KeyVariable">The environment variable of its key; null for an account that has none of its own.</param>
internal sealed record ProviderEntry(
    string Name, string Provider, string Account, string Vendor, bool IsConfigured, string? KeyFrom, string KeySetting, string? KeyVariable)
{
    public static ProviderEntry Of(AccountName account, string? keyFrom) => Of(account, keyFrom, isConfigured: true);

    public static ProviderEntry Missing(VendorEntry vendor) => Of(new AccountName(vendor, AccountName.Default), null, isConfigured: false);

    private static ProviderEntry Of(AccountName name, string? keyFrom, bool isConfigured) => new(
        name.ToString(),
        name.Vendor.Identity.Id,
        name.Account,
        name.Vendor.Identity.DisplayName,
        isConfigured,
        keyFrom,
        name.KeySetting,
        name.Account == AccountName.Default ? name.Vendor.Identity.EnvironmentVariable : null);
}
