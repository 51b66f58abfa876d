using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Json;

/// <summary>A document for each round, on a line of its own.</summary>
internal sealed class JsonView(TextWriter output) : IWatchView
{
    private static readonly CliJson _compact = new(new(CliJson.Default.Options) { WriteIndented = false });

    public async Task ShowAsync(IAsyncEnumerable<WatchRound> rounds)
    {
        await foreach (var round in rounds)
        {
            await WatchDocument.Of(round).WriteAsync(output, _compact.WatchDocument);
            await output.FlushAsync();
        }
    }
}
