namespace QuotaKit.Cli.Answers;

/// <summary>Shows the rounds of <c>quotakit watch</c>.</summary>
internal interface IWatchView
{
    /// <summary>Shows each round as it arrives, until the rounds end or are cancelled.</summary>
    Task ShowAsync(IAsyncEnumerable<WatchRound> rounds);
}
