namespace QuotaKit;

/// <summary>The names that providers go by.</summary>
internal static class QuotaNames
{
    public const string DefaultAccount = "default";

    /// <summary>Whether an account is the default one. Account names know no case, as the configuration's keys.</summary>
    public static bool IsDefault(string? account) => string.Equals(account, DefaultAccount, StringComparison.OrdinalIgnoreCase);

    /// <summary><c>"heygen"</c> for the default account, <c>"heygen/team-a"</c> for another.</summary>
    public static string Of(string provider, string account) =>
        IsDefault(account) ? provider : $"{provider}/{account}";

    /// <summary>The two halves of such a name.</summary>
    public static (string Provider, string Account) Split(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (name, DefaultAccount) : (name[..slash], name[(slash + 1)..]);
    }
}
