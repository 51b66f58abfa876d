using System.Text.Json;
using System.Text.RegularExpressions;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Rendering;
using QuotaKit.Tests.Shared;
using Spectre.Console;

namespace QuotaKit.Cli.Tests.Rendering;

public class WatchViewTests
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Rows_show_how_much_they_changed()
    {
        var text = await ShowAsync(3, output => new AppendingView(output, null, new FakeClock(), isDemo: false), 973, 970, 980);

        var rows = text.Split('\n').Where(l => l.StartsWith("vzla", StringComparison.Ordinal)).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.All(rows, r => Assert.Equal(11, r.Length));
        Assert.Equal([".", ".", "-3", ".", "+10", "."], rows.Select(r => r[10]));
    }

    [Fact]
    public async Task Round_begins_with_its_time()
    {
        var text = await ShowAsync(2, output => new AppendingView(output, null, new FakeClock(), isDemo: false), 973);

        Assert.Equal(["# 2026-05-11T09:00:00Z", "# 2026-05-11T09:00:30Z"], text.Split('\n').Where(l => l.StartsWith('#')));
    }

    [Fact]
    public async Task Failing_and_recovering_are_changes()
    {
        var text = await ShowAsync(3, output => new AppendingView(output, null, new FakeClock(), isDemo: false), 973, null, 973);

        var marks = text.Split('\n').Where(l => l.StartsWith("vzla", StringComparison.Ordinal)).Select(l => l[^1]);
        Assert.Equal("..***", string.Concat(marks));
    }

    [Fact]
    public async Task JSON_is_one_line_for_each_round()
    {
        var text = await ShowAsync(2, output => new JsonView(output), 973, 970);

        var rounds = text.TrimEnd().Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(2, rounds.Count);
        Assert.All(rounds, r => Assert.Equal("quotakit.cli.v1", r.GetProperty("schema").GetString()));
        Assert.Equal(-3, Assert.Single(rounds[1].GetProperty("changes").EnumerateArray()).GetProperty("remaining").GetDecimal());
    }

    [Theory]
    [InlineData(140, "1,000 min - Normal -3 0 s")]
    [InlineData(60, "1,000 min Normal -")]
    public async Task Terminal_shows_signs_and_gets_its_cursor_back(int width, string endOfRow)
    {
        var text = await ShowAsync(2, output => new LiveView(Terminal(output, width), new FakeClock(), _every, isDemo: false), 973, 970);

        Assert.Contains("\u001b[?25l", text, StringComparison.Ordinal);
        Assert.EndsWith("\u001b[?25h", text, StringComparison.Ordinal);
        var last = Regex.Replace(text, "\u001b\\[[0-9;?]*[a-zA-Z]", "").Split('\n').Last(l => l.Contains("Requests", StringComparison.Ordinal));
        Assert.EndsWith(endOfRow, string.Join(' ', last.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim(), StringComparison.Ordinal);
        Assert.Contains("970", last, StringComparison.Ordinal);
        Assert.Contains("every 30 s. Ctrl+C ends.", text, StringComparison.Ordinal);
    }

    /// <summary>Returns the output of a view after this many rounds. The clock moves to the next round by itself.</summary>
    private static async Task<string> ShowAsync(int rounds, Func<TextWriter, IWatchView> create, params decimal?[] remaining)
    {
        var clock = new FakeClock();
        var account = new ChangingAccount(remaining);
        using var client = new QuotaClient([account], timeProvider: clock);
        using var ctrlC = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        var done = 0;
        var loop = new WatchLoop(client, _every, clock, () =>
        {
            if (++done == rounds)
                ctrlC.Cancel();
            else
                clock.Advance(_every);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => create(output).ShowAsync(loop.RoundsAsync(ctrlC.Token)));

        Assert.Equal(rounds, account.Reads);
        return output.ToString();
    }

    private static IAnsiConsole Terminal(TextWriter output, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = false;
        return console;
    }
}
