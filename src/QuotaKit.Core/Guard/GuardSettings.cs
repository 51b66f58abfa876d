namespace QuotaKit;

/// <summary>Reads the settings of the guard strictly: an invalid or unknown setting is an error that names it.</summary>
internal static class GuardSettings
{
    private const string Guard = "Guard";
    private const string Budgets = "Budgets";
    private const string Concurrency = "Concurrency";

    /// <summary>The sections with the guard's settings, below <c>QuotaKit</c>.</summary>
    public static IReadOnlyList<string> Sections { get; } = [Guard, Budgets, Concurrency];

    /// <summary>Reads all layers. A later one overrides an earlier one.</summary>
    /// <exception cref="QuotaConfigurationException">Settings are invalid, unknown or missing.</exception>
    public static void Read(IReadOnlyList<SettingsLayer> layers, QuotaGuardOptions options)
    {
        var budgets = new BudgetSettings();
        foreach (var layer in layers)
        {
            var root = new QuotaSettings(layer, "");
            root.Group(Guard, group => ReadGuard(group, options));
            root.Groups(Budgets, budgets.Read);
            root.Groups(Concurrency, (account, limits) => ReadLimits(account, limits, options));
            // The other sections have readers of their own.
            root.Reserve(root.Names);
            if (layer == layers[^1])
                budgets.Complete(root, options);
            root.ThrowIfWrong($"{Guard}:{nameof(options.Lease)}");
        }
    }

    private static void ReadGuard(QuotaSettings settings, QuotaGuardOptions options)
    {
        settings.Duration(nameof(options.MaxAge), v => options.MaxAge = v);
        settings.Duration(nameof(options.Lease), v => options.Lease = v);
        settings.Duration(nameof(options.SettlementLag), v => options.SettlementLag = v);
        settings.Groups(nameof(options.Accounts), (name, group) =>
        {
            if (!options.Accounts.TryGetValue(name, out var account))
                options.Accounts[name] = account = new QuotaGuardAccountOptions();
            group.Amount(nameof(account.Reserve), v => account.Reserve = v);
            group.Duration(nameof(account.SettlementLag), v => account.SettlementLag = v);
            group.Text(nameof(account.Wallet), v => account.Wallet = v);
        });
    }

    private static void ReadLimits(string account, QuotaSettings limits, QuotaGuardOptions options)
    {
        foreach (var name in limits.Names.ToList())
        {
            limits.WholeNumber(name, v =>
            {
                var earlier = options.Concurrency.FirstOrDefault(l => QuotaNames.AreSame(l.Account, account) && QuotaNames.AreSame(l.Name, name));
                if (earlier is not null)
                    options.Concurrency.Remove(earlier);
                options.Concurrency.Add(new QuotaConcurrency(account, name, v));
            });
        }
    }
}
