namespace QuotaKit.Cli.Answers;

/// <summary>Shows rounds until they are cancelled.</summary>
internal interface IWatchView
{
    Task ShowAsync(IAsyncEnumerable<WatchRound> rounds);
}
