namespace QuotaKit.Cli.Watching;

/// <summary>Shows rounds until they are cancelled.</summary>
internal interface IWatchView
{
    Task ShowAsync(IAsyncEnumerable<WatchRound> rounds);
}
