namespace QuotaKit.Tests.Shared;

/// <summary>One amount of a <see cref="ModelHold"/>.</summary>
internal sealed record ModelLine(LedgerSpend Spend, string Balance, string? Period, bool HasSlot, decimal? Actual = null);
