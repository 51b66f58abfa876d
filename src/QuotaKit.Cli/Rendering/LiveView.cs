using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuotaKit.Cli.Rendering;

/// <summary>Shows the rounds of a watch as one table on a terminal, redrawn in place.</summary>
internal sealed class LiveView(IAnsiConsole console, TimeProvider clock, TimeSpan every, bool isDemo) : IWatchView
{
    public Task ShowAsync(IAsyncEnumerable<WatchRound> rounds) => console
        .Live(new Text("Reading the accounts ..."))
        // Live() hides the cursor, and shows it again however the watch ends.
        .StartAsync(async live =>
        {
            await foreach (var round in rounds)
                live.UpdateTarget(Render(round));
        });

    private IRenderable Render(WatchRound round)
    {
        var last = TimeZoneInfo.ConvertTime(round.Time, clock.LocalTimeZone);
        var note = FormattableString.Invariant($"Read at {last:HH:mm:ss}, every {Times.Duration(every)}. Ctrl+C ends.");
        return new QuotaTable(console, clock).Render(
            round.Results, [.. Footnote.Of(round.Results, isDemo), new Footnote(note, FootnoteKind.Note)], round.Changes);
    }
}
