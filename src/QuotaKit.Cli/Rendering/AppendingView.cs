using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;
using Spectre.Console;

namespace QuotaKit.Cli.Rendering;

/// <summary>Writes the tables of a watch below each other, each under a line with its time. Used where a table cannot be redrawn in place.</summary>
/// <param name="output">The output.</param>
/// <param name="screen">The terminal behind the output; null for a pipe or a file.</param>
/// <param name="clock">The clock.</param>
/// <param name="isDemo">Whether the numbers are simulated.</param>
internal sealed class AppendingView(TextWriter output, IAnsiConsole? screen, TimeProvider clock, bool isDemo) : IWatchView
{
    public async Task ShowAsync(IAsyncEnumerable<WatchRound> rounds)
    {
        await foreach (var round in rounds)
        {
            var footnotes = Footnote.Of(round.Results, isDemo);
            await output.WriteLineAsync($"# {Times.Utc(round.Time)}");
            if (screen is null)
                new PlainTable(output, clock).Write(round.Results, footnotes, round.Changes);
            else
                screen.Write(new QuotaTable(screen, clock).Render(round.Results, footnotes, round.Changes));
            await output.FlushAsync();
        }
    }
}
