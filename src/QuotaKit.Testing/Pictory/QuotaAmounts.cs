namespace QuotaKit.Testing;

/// <summary>Both numbers of a <see cref="QuotaPair"/>.</summary>
internal sealed record QuotaAmounts(decimal Used, decimal Limit);
