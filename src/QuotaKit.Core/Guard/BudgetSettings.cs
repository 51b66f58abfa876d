namespace QuotaKit;

/// <summary>Collects the settings of budgets, whose parts may come from several layers.</summary>
internal sealed class BudgetSettings
{
    private static readonly Dictionary<string, QuotaBudgetPeriod> _periods = Enum.GetValues<QuotaBudgetPeriod>().ToDictionary(p => p.ToString());

    private readonly Dictionary<string, Parts> _budgets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the settings of one budget from one layer.</summary>
    public void Read(string name, QuotaSettings settings)
    {
        if (!_budgets.TryGetValue(name, out var parts))
            _budgets[name] = parts = new Parts();
        settings.Text(nameof(QuotaBudget.Account), v => parts.Account = v);
        settings.Text(nameof(QuotaBudget.Balance), v => parts.Balance = v);
        settings.Amount(nameof(QuotaBudget.Limit), v => parts.Limit = v);
        settings.Text(nameof(QuotaBudget.Unit), v => parts.Unit = v);
        settings.OneOf(nameof(QuotaBudget.Period), _periods, v => parts.Period = v);
        settings.Zone(nameof(QuotaBudget.TimeZone), v => parts.TimeZone = v);
    }

    /// <summary>Adds the budgets to the options, and notes what is missing. Called after the last layer.</summary>
    public void Complete(QuotaSettings root, QuotaGuardOptions options)
    {
        foreach (var (name, parts) in _budgets)
        {
            if (string.IsNullOrWhiteSpace(parts.Account))
                root.Missing($"Budgets:{name}:{nameof(parts.Account)}");
            else if (parts.Limit is not { } limit)
                root.Missing($"Budgets:{name}:{nameof(parts.Limit)}");
            else if (string.IsNullOrWhiteSpace(parts.Unit))
                root.Missing($"Budgets:{name}:{nameof(parts.Unit)}");
            else
                options.Budgets.Add(parts.ToBudget(name, limit));
        }
    }

    private sealed class Parts
    {
        public string? Account { get; set; }

        public string? Balance { get; set; }

        public decimal? Limit { get; set; }

        public string? Unit { get; set; }

        public QuotaBudgetPeriod Period { get; set; } = QuotaBudgetPeriod.Month;

        public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

        public QuotaBudget ToBudget(string name, decimal limit) => new(name, Account!, limit, QuotaUnit.Of(Unit!.ToLowerInvariant()))
        {
            Balance = Balance,
            Period = Period,
            TimeZone = TimeZone,
        };
    }
}
