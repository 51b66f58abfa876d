namespace QuotaKit.Pictory;

/// <summary>A pair of amounts in Pictory's document. Pictory documents integers, but spends credits in steps of 0.6, so decimals are read.</summary>
internal readonly record struct PictoryPair(decimal? Used, decimal? Limit);
