using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Json;

/// <summary>Writes each round of a watch as a JSON document on one line.</summary>
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
