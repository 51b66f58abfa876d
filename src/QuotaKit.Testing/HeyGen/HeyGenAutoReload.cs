namespace QuotaKit.Testing;

/// <summary>The automatic refill of a HeyGen wallet.</summary>
/// <param name="Enabled">Whether the wallet is refilled.</param>
/// <param name="ThresholdUsd">The balance in US dollars below which it is refilled.</param>
/// <param name="AmountUsd">The US dollars that are added.</param>
public sealed record HeyGenAutoReload(bool Enabled, decimal ThresholdUsd, decimal AmountUsd);
