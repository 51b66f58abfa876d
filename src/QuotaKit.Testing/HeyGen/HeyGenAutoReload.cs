namespace QuotaKit.Testing;

/// <summary>When a HeyGen wallet refills itself.</summary>
/// <param name="Enabled">Whether it does.</param>
/// <param name="ThresholdUsd">The balance in US dollars below which it does.</param>
/// <param name="AmountUsd">The US dollars it adds.</param>
public sealed record HeyGenAutoReload(bool Enabled, decimal ThresholdUsd, decimal AmountUsd);
