namespace QuotaKit;

/// <summary>From which share of the limit used a balance is in <see cref="QuotaStatus.Warning"/> or <see cref="QuotaStatus.Critical"/>.</summary>
/// <param name="Warning">A share from 0 to 1. The default value is 0.80.</param>
/// <param name="Critical">A share from <paramref name="Warning"/> to 1. The default value is 0.95.</param>
public sealed record QuotaThresholds(double Warning = 0.80, double Critical = 0.95)
{
    /// <summary>0.80 and 0.95.</summary>
    public static QuotaThresholds Default { get; } = new();

    /// <summary>The status of a balance with these numbers.</summary>
    internal QuotaStatus StatusOf(decimal? remaining, decimal? limit, double? usedRatio, bool isUnlimited)
    {
        if (isUnlimited)
            return QuotaStatus.Normal;
        if (remaining <= 0 || limit <= 0)
            return QuotaStatus.Exhausted;
        if (usedRatio is not { } ratio)
            return remaining is null ? QuotaStatus.Unknown : QuotaStatus.Normal;
        return ratio >= Critical ? QuotaStatus.Critical
            : ratio >= Warning ? QuotaStatus.Warning
            : QuotaStatus.Normal;
    }
}
