using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Accounts;

/// <summary>The name of an account in its two parts: <c>heygen</c>, <c>vzla/team-b</c>.</summary>
internal readonly record struct AccountName(VendorEntry Vendor, string Account)
{
    /// <summary>The setting that takes its key.</summary>
    public string KeySetting => Vendor.Identity.KeySettingOf(Account);

    /// <summary>The vendor's environment variable that takes its key; null for accounts other than the default one.</summary>
    public string? KeyVariable => QuotaNames.IsDefault(Account) ? Vendor.Identity.EnvironmentVariable : null;

    /// <summary>Returns the path of a setting of this account: <c>QuotaKit:HeyGen:Accounts:studio:Plan</c>.</summary>
    public string SettingOf(string name) => Vendor.Identity.SettingOf(Account, name);

    public override string ToString() => QuotaNames.Of(Vendor.Identity.Id, Account);

    public static AccountName DefaultOf(VendorEntry vendor) => new(vendor, QuotaNames.DefaultAccount);

    /// <summary>Splits the name of an existing account.</summary>
    public static AccountName Of(string name)
    {
        var (id, account) = QuotaNames.Split(name);
        return new AccountName(VendorEntry.Find(id)!, account);
    }

    /// <summary>Splits a name that a user has typed. The account need not exist.</summary>
    /// <exception cref="QuotaConfigurationException">There is no such vendor, or the name is invalid.</exception>
    public static AccountName Parse(string text)
    {
        var (id, account) = QuotaNames.Split(text);
        if (VendorEntry.Find(id) is not { } vendor)
        {
            var vendors = string.Join(", ", VendorEntry.All.Select(v => v.Identity.Id));
            throw UsageErrors.NoSuch("There is no vendor", UsageErrors.CouldBeKey(text) ? text : id, $"There are: {vendors}.");
        }

        if (QuotaNames.IsValid(account))
            return new AccountName(vendor, QuotaNames.Normalize(account));
        var (shown, example) = (UsageErrors.CouldBeKey(text) ? "This" : $"'{Printable.Name(text)}'", vendor.Identity.Id);
        throw new QuotaConfigurationException("", $"{shown} is not the name of an account: write {example} or {example}/name, without white space or colons.");
    }
}
