namespace QuotaKit;

/// <summary>The rules for names of accounts: <c>"heygen"</c> for a vendor's default account, <c>"heygen/team-a"</c> for the account
/// <c>"team-a"</c>. Names are compared like the keys of a configuration, without regard to case.</summary>
internal static class QuotaNames
{
    /// <summary>The account of a vendor that has only one.</summary>
    public const string DefaultAccount = "default";

    /// <summary>Whether an account is the default one.</summary>
    public static bool IsDefault(string? account) => AreSame(account, DefaultAccount);

    /// <summary>Whether two names mean the same account.</summary>
    public static bool AreSame(string? account, string? other) => string.Equals(account, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an account can have this name: not empty, and without white space, control characters, '/' and ':'.</summary>
    public static bool IsValid(string? account) =>
        !string.IsNullOrEmpty(account) && !account.Any(c => c is '/' or ':' || char.IsWhiteSpace(c) || char.IsControl(c));

    /// <summary>Writes the default account's name in lower case; leaves any other name as it is.</summary>
    public static string Normalize(string account) => IsDefault(account) ? DefaultAccount : account;

    /// <summary>Joins a vendor's id and an account: <c>"heygen"</c>, <c>"heygen/team-a"</c>.</summary>
    public static string Of(string provider, string account) =>
        IsDefault(account) ? provider : $"{provider}/{account}";

    /// <summary>Writes a name as the client has it: <c>"heygen"</c> for <c>"heygen/default"</c>.</summary>
    public static string Full(string name)
    {
        var (provider, account) = Split(name);
        return Of(provider, account);
    }

    /// <summary>Splits a name at its first slash into the vendor's id and the account.</summary>
    public static (string Provider, string Account) Split(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (name, DefaultAccount) : (name[..slash], name[(slash + 1)..]);
    }
}
