using System.Text.RegularExpressions;
using System.Xml.Linq;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Rendering;
using Spectre.Console;

namespace QuotaKit.Cli.Tests.Rendering;

/// <summary>Draws made-up hostile texts: nothing throws, nothing harmful is printed, and the columns stay aligned.</summary>
public sealed partial class HostileTextTests
{
    private static readonly string[] _statuses = [.. Enum.GetNames<QuotaStatus>(), .. Enum.GetNames<QuotaErrorKind>()];

    [Theory]
    [MemberData(nameof(NastyText.Seeds), MemberType = typeof(NastyText))]
    public async Task Tables_on_terminals_stay_aligned_and_harmless(int seed)
    {
        var text = new NastyText(seed);
        for (var round = 0; round < NastyText.Rounds; round++)
        {
            var results = await text.ReadAccountsAsync();
            var width = text.Number(44, 160);
            var isUnicode = round % 2 == 0;
            var lines = Draw(results, width, isUnicode).TrimEnd('\n').Split('\n');

            NastyText.AssertHarmless(string.Join('\n', lines));
            if (!isUnicode)
                Assert.All(lines, l => Assert.DoesNotContain(l, c => c > '~'));
            var header = lines[1];
            var rows = lines[3..Array.FindLastIndex(lines, l => l.TrimEnd() == lines[0].TrimEnd())].Where(l => StatusOf(l) is not null);
            Assert.All(rows, row => Assert.Equal(NastyText.ColumnOf(header, "Status"), NastyText.ColumnOf(row, StatusOf(row)!)));
            Assert.All(lines, line => Assert.InRange(NastyText.ColumnOf(line + "$", "$"), 0, width));
            Assert.Contains(lines, l => l.Contains("12,345", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(NastyText.Seeds), MemberType = typeof(NastyText))]
    public async Task Plain_tables_stay_aligned(int seed)
    {
        var text = new NastyText(seed);
        for (var round = 0; round < NastyText.Rounds; round++)
        {
            var results = await text.ReadAccountsAsync();
            using var output = new StringWriter { NewLine = "\n" };
            new PlainTable(output, new FixedClock()).Write(results, Footnote.Of(results, isDemo: true), new Changes(await text.ReadAccountsAsync()));

            NastyText.AssertHarmless(output.ToString());
            var lines = output.ToString().TrimEnd('\n').Split('\n');
            var rows = lines.Where(l => !l.StartsWith('#')).ToList();
            Assert.All(rows, row => Assert.Equal(11, row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));
            Assert.All(rows.Skip(1), row => Assert.Equal(NastyText.ColumnOf(rows[0], " STATUS"), NastyText.ColumnOf(row, " " + StatusOf(row))));
            Assert.All(lines, line => Assert.InRange(line.Length, 0, 8_000));
        }
    }

    [Theory]
    [MemberData(nameof(NastyText.Seeds), MemberType = typeof(NastyText))]
    public async Task Pictures_are_well_formed(int seed)
    {
        var text = new NastyText(seed);
        for (var round = 0; round < NastyText.Rounds; round++)
        {
            var results = await text.ReadAccountsAsync();

            var svg = SvgEncoder.Draw(c => new QuotaTable(c, new FixedClock()).Write(results, Footnote.Of(results, isDemo: false)));

            NastyText.AssertHarmless(svg);
            Assert.Contains("12,345", XDocument.Parse(svg).Root!.Value, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(NastyText.Seeds), MemberType = typeof(NastyText))]
    public async Task Watch_survives_every_change(int seed)
    {
        var text = new NastyText(seed);
        using var live = new StringWriter();
        using var appended = new StringWriter();
        var rounds = new List<WatchRound>();
        IReadOnlyList<QuotaResult>? before = null;
        for (var round = 0; round < NastyText.Rounds; round++)
        {
            var results = await text.ReadAccountsAsync();
            rounds.Add(new WatchRound(FixedClock.Noon, results, new Changes(before)));
            before = results;
        }

        await new LiveView(Console(live, 100, isUnicode: true, AnsiSupport.Yes), new FixedClock(), TimeSpan.FromSeconds(30), isDemo: false)
            .ShowAsync(rounds.ToAsyncEnumerable());
        await new AppendingView(appended, Console(appended, 100, isUnicode: false), new FixedClock(), isDemo: false).ShowAsync(rounds.ToAsyncEnumerable());

        NastyText.AssertHarmless(DrawingPattern().Replace(live.ToString(), "").Replace("\r", "", StringComparison.Ordinal));
        NastyText.AssertHarmless(appended.ToString());
        Assert.Equal(rounds.Count, appended.ToString().Split("12,345").Length - 1);
    }

    private static string? StatusOf(string row) =>
        _statuses.Where(s => row.Contains(" " + s, StringComparison.Ordinal)).MaxBy(s => row.LastIndexOf(" " + s, StringComparison.Ordinal));

    private static string Draw(IReadOnlyList<QuotaResult> results, int width, bool isUnicode)
    {
        using var output = new StringWriter();
        new QuotaTable(Console(output, width, isUnicode), new FixedClock()).Write(results, Footnote.Of(results, isDemo: false));
        return output.ToString();
    }

    private static IAnsiConsole Console(StringWriter output, int width, bool isUnicode, AnsiSupport ansi = AnsiSupport.No)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = ansi == AnsiSupport.Yes ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = isUnicode;
        return console;
    }

    // The sequences that Spectre itself writes to redraw. A vendor's sequences are others.
    [GeneratedRegex("\u001b\\[(\\?25[lh]|[0-9]*[AK]|[01]?m)")]
    private static partial Regex DrawingPattern();
}
