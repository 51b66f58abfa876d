namespace QuotaKit.Pictory;

/// <summary>One of Pictory's pairs. Documented as integers, but credits are spent in steps of 0.6.</summary>
internal readonly record struct PictoryPair(decimal? Used, decimal? Limit);
