using System.Collections.Frozen;

namespace QuotaKit;

/// <summary>Sets when the status of a balance becomes <see cref="QuotaStatus.Warning"/> or <see cref="QuotaStatus.Critical"/>: by the share used
/// when the limit is known, and by the amount left when it is not.</summary>
/// <param name="Warning">The share used, from 0 to 1, from which the status is Warning. The default value is 0.80.</param>
/// <param name="Critical">The share used, from <paramref name="Warning"/> to 1, from which the status is Critical. The default value is 0.95.</param>
/// <example>
/// Warn earlier, and set amounts for one balance whose limit is not known:
/// <code>
/// services.AddQuotaKit().AddHeyGen(options => options.Thresholds = new QuotaThresholds(Warning: 0.70, Critical: 0.90)
/// {
///     Balances = new Dictionary&lt;string, QuotaThresholds>
///     {
///         ["credits"] = new() { WarningRemaining = 100, CriticalRemaining = 10 },
///     },
/// });
/// </code>
/// </example>
public sealed record QuotaThresholds(double Warning = 0.80, double Critical = 0.95)
{
    /// <summary>The default thresholds: shares of 0.80 and 0.95, and no amounts.</summary>
    public static QuotaThresholds Default { get; } = new();

    /// <summary>The amount left below which the status is Warning, in the unit of the balance. It applies only when the limit is not known.
    /// The default value is null: the amount that the vendor advises, if any; otherwise the status is <see cref="QuotaStatus.Unknown"/>.</summary>
    public decimal? WarningRemaining { get; init; }

    /// <summary>The amount left below which the status is Critical, in the unit of the balance. It applies only when the limit is not known.
    /// The default value is null, with the same meaning as for <see cref="WarningRemaining"/>.</summary>
    public decimal? CriticalRemaining { get; init; }

    /// <summary>Thresholds for single balances by their key, such as <c>"video_minutes"</c>. For that balance they replace all thresholds of
    /// the account. The default value is empty.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyDictionary<string, QuotaThresholds> Balances
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = FrozenDictionary<string, QuotaThresholds>.Empty;

    /// <summary>Returns the thresholds that apply to one balance.</summary>
    internal QuotaThresholds For(string key) => Balances.Count > 0 && Balances.TryGetValue(key, out var own) && own is not null ? own : this;

    /// <summary>Finds invalid values. Returns one sentence for each, or nothing.</summary>
    /// <param name="name">The name of the setting for the messages: <c>"Thresholds"</c>.</param>
    internal IEnumerable<string> Validate(string name)
    {
        if (this is not { Warning: >= 0 and <= 1, Critical: >= 0 and <= 1 })
            yield return FormattableString.Invariant($"{name} must be shares from 0 to 1, but Warning is {Warning} and Critical is {Critical}.");
        else if (Warning > Critical)
            yield return FormattableString.Invariant($"{name}.Warning ({Warning}) must not be above {name}.Critical ({Critical}).");
        if (WarningRemaining < 0 || CriticalRemaining < 0)
        {
            yield return FormattableString.Invariant(
                $"{name} must be amounts of 0 or more, but WarningRemaining is {WarningRemaining} and CriticalRemaining is {CriticalRemaining}.");
        }
        else if (CriticalRemaining > WarningRemaining)
        {
            yield return FormattableString.Invariant(
                $"{name}.CriticalRemaining ({CriticalRemaining}) must not be above {name}.WarningRemaining ({WarningRemaining}).");
        }

        foreach (var (key, own) in Balances)
        {
            foreach (var problem in own?.Validate($"{name}.Balances.{key}") ?? [$"{name}.Balances.{key} must not be null."])
                yield return problem;
        }
    }

    /// <summary>Computes the status of a balance.</summary>
    /// <param name="used">The amount used; null when unknown.</param>
    /// <param name="limit">The limit; null when unknown.</param>
    /// <param name="remaining">The amount left; null when unknown.</param>
    /// <param name="usesAmounts">Whether the amounts of these thresholds apply to the balance.</param>
    /// <param name="advice">The amounts that the vendor advises, for those that are not set here; null for none.</param>
    internal QuotaStatus StatusOf(decimal? used, decimal? limit, decimal? remaining, bool usesAmounts, QuotaThresholds? advice)
    {
        if (remaining <= 0 || limit <= 0)
            return QuotaStatus.Exhausted;
        if (limit is not { } whole)
            return StatusOfAmount(remaining, usesAmounts ? this : null, advice);
        // When the vendor's numbers contradict each other, the larger use counts.
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
        // When the user has set one amount, the advised other one must not cross it.
        if (own?.WarningRemaining is not null && critical > warning)
            critical = warning;
        else if (own?.CriticalRemaining is not null && critical > warning)
            warning = critical;
        return left < critical ? QuotaStatus.Critical : left < warning ? QuotaStatus.Warning : QuotaStatus.Normal;
    }

    // Computed in decimal, because in double 0.8 × 7 is more than 5.6.
    private static bool IsReached(decimal spent, decimal limit, double share) =>
        double.IsNaN(share) || spent >= limit * (decimal)Math.Clamp(share, 0, 1);
}
