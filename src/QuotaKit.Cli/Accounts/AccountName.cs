using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Accounts;

/// <summary>An account's name in its two parts: <c>heygen</c>, <c>vzla/team-b</c>.</summary>
internal readonly record struct AccountName(VendorEntry Vendor, string Account)
{
    /// <summary>The account of a vendor that has no other.</summary>
    public const string Default = "default";

    /// <summary>Where its key is set.</summary>
    public string KeySetting => Account == Default
        ? $"QuotaKit:{Vendor.Identity.SettingName}:ApiKey"
        : $"QuotaKit:{Vendor.Identity.SettingName}:Accounts:{Account}:ApiKey";

    public override string ToString() => Account == Default ? Vendor.Identity.Id : $"{Vendor.Identity.Id}/{Account}";

    /// <summary>The name of an account that there is.</summary>
    public static AccountName Of(string name) =>
        name.Split('/', 2) is [var id, var account] ? new(VendorEntry.Find(id)!, account) : new(VendorEntry.Find(name)!, Default);

    /// <exception cref="QuotaConfigurationException">There is no such vendor, or no account can be named like that.</exception>
    public static AccountName Parse(string text)
    {
        var (id, account) = text.Split('/', 2) is [var first, var second] ? (first, second) : (text, Default);
        if (VendorEntry.Find(id) is not { } vendor)
            throw Misuse.NoSuch("There is no vendor", Misuse.CouldBeKey(text) ? text : id, $"There are: {string.Join(", ", VendorEntry.All.Select(v => v.Identity.Id))}.");
        return account.Length > 0 && !account.Any(c => c is '/' or ':' || char.IsWhiteSpace(c) || char.IsControl(c))
            ? new AccountName(vendor, string.Equals(account, Default, StringComparison.OrdinalIgnoreCase) ? Default : account)
            : throw new QuotaConfigurationException("", $"{(Misuse.CouldBeKey(text) ? "This" : $"'{Printable.Name(text)}'")} names no account: write {vendor.Identity.Id} or {vendor.Identity.Id}/name, without white space or colons.");
    }
}
