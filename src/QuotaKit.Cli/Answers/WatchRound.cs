namespace QuotaKit.Cli.Answers;

/// <summary>One reading of all accounts.</summary>
/// <param name="Time">The time of the reading.</param>
/// <param name="Results">The results of all accounts.</param>
/// <param name="Changes">The changes since the previous round.</param>
internal sealed record WatchRound(DateTimeOffset Time, IReadOnlyList<QuotaResult> Results, Changes Changes);
