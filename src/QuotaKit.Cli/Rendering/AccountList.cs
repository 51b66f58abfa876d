using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Rendering;

/// <summary>Writes the list of accounts as text.</summary>
internal static class AccountList
{
    public static void Write(TextWriter output, IEnumerable<AccountListing> accounts) =>
        TextColumns.Write(output, [["ACCOUNT", "VENDOR", "KEY"], .. accounts.Select(Row)]);

    private static string[] Row(AccountListing account) =>
    [
        account.IsConfigured ? account.Name : "-",
        account.Vendor,
        account.KeyFrom ?? $"none: set {account.KeyVariable ?? account.KeySetting}",
    ];
}
