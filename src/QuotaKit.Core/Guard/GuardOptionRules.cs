namespace QuotaKit;

/// <summary>The rules for the options of a guard.</summary>
internal static class GuardOptionRules
{
    /// <exception cref="QuotaConfigurationException">An option is out of range, or two budgets or limits have one name.</exception>
    public static void ThrowIfInvalid(QuotaGuardOptions options)
    {
        Check(options.MaxAge >= TimeSpan.Zero, $"Guard:MaxAge must not be negative, but is {options.MaxAge}.");
        Check(
            options.Lease > TimeSpan.Zero && options.Lease <= QuotaGuardOptions.LongestLease,
            $"Guard:Lease must be above zero and at most 24 hours, but is {options.Lease}.");
        Check(options.SettlementLag >= TimeSpan.Zero, $"Guard:SettlementLag must not be negative, but is {options.SettlementLag}.");
        foreach (var (name, account) in options.Accounts)
        {
            Check(account.Reserve >= 0, $"Guard:Accounts:{name}:Reserve must not be negative, but is {QuotaText.Number(account.Reserve)}.");
            Check(account.SettlementLag is null || account.SettlementLag >= TimeSpan.Zero, $"Guard:Accounts:{name}:SettlementLag must not be negative.");
            Check(account.Wallet is null || !string.IsNullOrWhiteSpace(account.Wallet), $"Guard:Accounts:{name}:Wallet must not be empty.");
        }

        foreach (var budget in options.Budgets)
            Check(budget.Limit >= 0, $"Budgets:{budget.Name}:Limit must not be negative, but is {QuotaText.Number(budget.Limit)}.");
        foreach (var limit in options.Concurrency)
            Check(limit.Limit >= 0, $"Concurrency:{limit.Account}:{limit.Name} must not be negative, but is {limit.Limit}.");
        CheckNames("budgets", options.Budgets.Select(b => b.Name));
        CheckNames("concurrency limits", options.Concurrency.Select(l => $"{l.Account} {l.Name}"));
    }

    private static void CheckNames(string what, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            Check(!string.IsNullOrWhiteSpace(name), $"One of the {what} has no name.");
            Check(seen.Add(name), $"There are two {what} named '{name}'.");
        }
    }

    private static void Check(bool isRight, string problem)
    {
        if (!isRight)
            throw new QuotaConfigurationException("", QuotaText.OneLine($"QuotaKit:{problem}"));
    }
}
