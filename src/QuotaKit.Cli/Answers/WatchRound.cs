namespace QuotaKit.Cli.Answers;

/// <summary>One reading of all accounts.</summary>
/// <param name="Time">When it was done.</param>
/// <param name="Results">What came of it.</param>
/// <param name="Changes">What is not as it was in the round before.</param>
internal sealed record WatchRound(DateTimeOffset Time, IReadOnlyList<QuotaResult> Results, Changes Changes);
