using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Reads the settings that all vendors have into their options.</summary>
internal static class QuotaProviderSettings
{
    public static void ReadCommon(this QuotaSettings settings, QuotaProviderOptions options)
    {
        // An empty key is a placeholder in a file: it must not hide a key from the environment, which was read before.
        settings.Text(nameof(options.ApiKey), v => options.ApiKey = string.IsNullOrWhiteSpace(v) ? options.ApiKey : v);
        settings.Address(nameof(options.BaseAddress), v => options.BaseAddress = v);
        settings.Group(nameof(options.Thresholds), group => options.Thresholds = ReadThresholdsOfAll(group, options.Thresholds));
        settings.Group(nameof(options.Resilience), group => ReadResilience(group, options.Resilience));
    }

    private static QuotaThresholds ReadThresholdsOfAll(QuotaSettings settings, QuotaThresholds thresholds)
    {
        thresholds = ReadThresholds(settings, thresholds);
        settings.Groups(nameof(thresholds.Balances), (key, group) =>
        {
            // A balance starts with the account's thresholds; its group changes some of them.
            var start = thresholds.For(key) with { Balances = QuotaThresholds.Default.Balances };
            var balances = new Dictionary<string, QuotaThresholds>(thresholds.Balances, StringComparer.OrdinalIgnoreCase);
            balances[key] = ReadThresholds(group, start);
            thresholds = thresholds with { Balances = balances };
        });
        return thresholds;
    }

    private static QuotaThresholds ReadThresholds(QuotaSettings settings, QuotaThresholds thresholds)
    {
        settings.Number(nameof(thresholds.Warning), v => thresholds = thresholds with { Warning = v });
        settings.Number(nameof(thresholds.Critical), v => thresholds = thresholds with { Critical = v });
        settings.Amount(nameof(thresholds.WarningRemaining), v => thresholds = thresholds with { WarningRemaining = v });
        settings.Amount(nameof(thresholds.CriticalRemaining), v => thresholds = thresholds with { CriticalRemaining = v });
        return thresholds;
    }

    private static void ReadResilience(QuotaSettings settings, QuotaResilienceOptions resilience)
    {
        settings.WholeNumber(nameof(resilience.MaxAttempts), v => resilience.MaxAttempts = v);
        settings.Duration(nameof(resilience.AttemptTimeout), v => resilience.AttemptTimeout = v);
        settings.Duration(nameof(resilience.TotalTimeout), v => resilience.TotalTimeout = v);
        settings.Duration(nameof(resilience.BaseDelay), v => resilience.BaseDelay = v);
        settings.Duration(nameof(resilience.MaxDelay), v => resilience.MaxDelay = v);
        settings.WholeNumber(nameof(resilience.BreakAfterFailures), v => resilience.BreakAfterFailures = v);
        settings.Duration(nameof(resilience.BreakDuration), v => resilience.BreakDuration = v);
    }
}
