using Microsoft.Extensions.Logging;

namespace QuotaKit;

/// <summary>Finds accounts with one key whose balances the guard counts separately, which allows to spend them twice.</summary>
internal static class SharedKeys
{
    /// <summary>Returns the groups of accounts that have the same key, but not the same wallet.</summary>
    public static IEnumerable<IReadOnlyList<string>> Find(IQuotaClient client, QuotaGuardOptions options)
    {
        // Clients and providers of an app's own do not tell their keys.
        if (client is not QuotaClient known)
            return [];
        return from account in known.Accounts
               let key = (known.FindProvider(account) as IHasKey)?.KeyIdentity
               where key is not null
               group account by key into accounts
               where accounts.Select(a => WalletOf(a, options)).Distinct(StringComparer.OrdinalIgnoreCase).Skip(1).Any()
               select (IReadOnlyList<string>)[.. accounts];
    }

    /// <summary>Logs a warning for each group.</summary>
    public static void Warn(ILogger logger, IQuotaClient client, QuotaGuardOptions options)
    {
        if (!logger.IsEnabled(LogLevel.Warning))
            return;
        foreach (var accounts in Find(client, options))
            GuardLog.SameKey(logger, string.Join(" and ", accounts), accounts[^1], WalletOf(accounts[0], options));
    }

    /// <summary>The wallet of an account, as <see cref="QuotaGuardAccountOptions.Wallet"/> sets it.</summary>
    public static string WalletOf(string account, QuotaGuardOptions options) =>
        options.Accounts.TryGetValue(account, out var own) && own.Wallet is { } wallet ? wallet : account;
}
