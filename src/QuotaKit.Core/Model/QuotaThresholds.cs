using System.Collections.Frozen;

namespace QuotaKit;

/// <summary>Says when a balance is in <see cref="QuotaStatus.Warning"/> or <see cref="QuotaStatus.Critical"/>: by the share of the limit that is
/// used or, where no limit is known, by the amount that remains.</summary>
/// <param name="Warning">A share from 0 to 1. The default value is 0.80.</param>
/// <param name="Critical">A share from <paramref name="Warning"/> to 1. The default value is 0.95.</param>
public sealed record QuotaThresholds(double Warning = 0.80, double Critical = 0.95)
{
    /// <summary>0.80 and 0.95, and no amounts.</summary>
    public static QuotaThresholds Default { get; } = new();

    /// <summary>A balance without a known limit is in warning below this amount, in its own unit. The default value is null: the vendor's own
    /// advice where it gives one, as HeyGen does; otherwise such a balance is <see cref="QuotaStatus.Unknown"/>.</summary>
    public decimal? WarningRemaining { get; init; }

    /// <summary>A balance without a known limit is critical below this amount, in its own unit. The default value is null, as for
    /// <see cref="WarningRemaining"/>.</summary>
    public decimal? CriticalRemaining { get; init; }

    /// <summary>Thresholds of single balances by their key, such as <c>"video_minutes"</c>. They replace the account's for that balance.
    /// The default value is empty.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyDictionary<string, QuotaThresholds> Balances
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = FrozenDictionary<string, QuotaThresholds>.Empty;

    /// <summary>The thresholds of one balance.</summary>
    internal QuotaThresholds For(string key) => Balances.Count > 0 && Balances.TryGetValue(key, out var own) && own is not null ? own : this;

    /// <summary>The problems of these thresholds, one sentence each; empty when there are none.</summary>
    /// <param name="name">The name of the setting, for the messages.</param>
    internal IEnumerable<string> Validate(string name)
    {
        if (this is not { Warning: >= 0 and <= 1, Critical: >= 0 and <= 1 })
            yield return FormattableString.Invariant($"{name} must be shares from 0 to 1, but Warning is {Warning} and Critical is {Critical}.");
        else if (Warning > Critical)
            yield return FormattableString.Invariant($"{name}.Warning ({Warning}) must not be above {name}.Critical ({Critical}).");
        if (WarningRemaining < 0 || CriticalRemaining < 0)
            yield return FormattableString.Invariant($"{name} must be amounts of 0 or more, but WarningRemaining is {WarningRemaining} and CriticalRemaining is {CriticalRemaining}.");
        else if (CriticalRemaining > WarningRemaining)
            yield return FormattableString.Invariant($"{name}.CriticalRemaining ({CriticalRemaining}) must not be above {name}.WarningRemaining ({WarningRemaining}).");
        foreach (var (key, own) in Balances)
        {
            foreach (var problem in own?.Validate($"{name}.Balances.{key}") ?? [$"{name}.Balances.{key} must not be null."])
                yield return problem;
        }
    }

    /// <summary>The status of a balance with these numbers.</summary>
    /// <param name="used">The amount used, or null.</param>
    /// <param name="limit">The limit, or null.</param>
    /// <param name="remaining">The amount that remains, or null.</param>
    /// <param name="usesAmounts">Whether the amounts of these thresholds are meant for the balance.</param>
    /// <param name="advice">The vendor's own amounts, for those that are not set here; null for none.</param>
    internal QuotaStatus StatusOf(decimal? used, decimal? limit, decimal? remaining, bool usesAmounts, QuotaThresholds? advice)
    {
        if (remaining <= 0 || limit <= 0)
            return QuotaStatus.Exhausted;
        if (limit is not { } whole)
            return StatusOfAmount(remaining, usesAmounts ? this : null, advice);
        // Where the vendor contradicts itself, the larger amount counts as used.
        var byRemaining = whole - remaining;
        if ((used > byRemaining ? used : byRemaining ?? used) is not { } spent)
            return QuotaStatus.Unknown;
        return IsReached(spent, whole, Critical) ? QuotaStatus.Critical
            : IsReached(spent, whole, Warning) ? QuotaStatus.Warning
            : QuotaStatus.Normal;
    }

    private static QuotaStatus StatusOfAmount(decimal? remaining, QuotaThresholds? own, QuotaThresholds? advice)
    {
        var warning = own?.WarningRemaining ?? advice?.WarningRemaining;
        var critical = own?.CriticalRemaining ?? advice?.CriticalRemaining;
        if (remaining is not { } left || (warning ?? critical) is null)
            return QuotaStatus.Unknown;
        // An advised amount never goes past one that the user has set.
        if (own?.WarningRemaining is not null && critical > warning)
            critical = warning;
        else if (own?.CriticalRemaining is not null && critical > warning)
            warning = critical;
        return left < critical ? QuotaStatus.Critical : left < warning ? QuotaStatus.Warning : QuotaStatus.Normal;
    }

    // In decimals: as doubles, 5.6 of 7 are not yet 0.8.
    private static bool IsReached(decimal spent, decimal limit, double share) =>
        double.IsNaN(share) || spent >= limit * (decimal)Math.Clamp(share, 0, 1);
}
