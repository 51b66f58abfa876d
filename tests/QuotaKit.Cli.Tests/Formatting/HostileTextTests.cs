using System.Text.RegularExpressions;
using System.Xml.Linq;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Rendering;
using QuotaKit.Cli.Tests.Rendering;
using Spectre.Console;

namespace QuotaKit.Cli.Tests.Formatting;

/// <summary>Whatever a vendor or a config file calls things: nothing throws, nothing harmful is printed, and the columns stay below each other.</summary>
public sealed partial class HostileTextTests
{
    private const int Rounds = 50;

    private static readonly string[] _statuses = [.. Enum.GetNames<QuotaStatus>(), .. Enum.GetNames<QuotaErrorKind>()];

    public static TheoryData<int> Seeds => [1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Tables_on_terminals_stay_aligned_and_harmless(int seed)
    {
        var text = new NastyText(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var results = await ResultsAsync(text);
            var width = text.Number(44, 160);
            var isUnicode = round % 2 == 0;
            var lines = Draw(results, width, isUnicode).TrimEnd('\n').Split('\n');

            AssertHarmless(string.Join('\n', lines));
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
    [MemberData(nameof(Seeds))]
    public async Task Plain_tables_have_the_same_fields_in_the_same_columns(int seed)
    {
        var text = new NastyText(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var results = await ResultsAsync(text);
            using var output = new StringWriter { NewLine = "\n" };
            new PlainTable(output, new FixedClock()).Write(results, Footnote.Of(results, isDemo: true), new Changes(await ResultsAsync(text)));

            AssertHarmless(output.ToString());
            var lines = output.ToString().TrimEnd('\n').Split('\n');
            var rows = lines.Where(l => !l.StartsWith('#')).ToList();
            Assert.All(rows, row => Assert.Equal(11, row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));
            Assert.All(rows.Skip(1), row => Assert.Equal(NastyText.ColumnOf(rows[0], " STATUS"), NastyText.ColumnOf(row, " " + StatusOf(row))));
            Assert.All(lines, line => Assert.InRange(line.Length, 0, 8_000));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Pictures_are_well_formed(int seed)
    {
        var text = new NastyText(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var results = await ResultsAsync(text);

            var svg = SvgEncoder.Draw(c => new QuotaTable(c, new FixedClock()).Write(results, Footnote.Of(results, isDemo: false)));

            AssertHarmless(svg);
            Assert.Contains("12,345", XDocument.Parse(svg).Root!.Value, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task JSON_is_ASCII_and_keeps_the_text(int seed)
    {
        var text = new NastyText(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var results = await ResultsAsync(text);
            using var output = new StringWriter { NewLine = "\n" };

            await ShowDocument.Of(results).WriteAsync(output, CliJson.Default.ShowDocument);
            await WatchDocument.Of(new WatchRound(FixedClock.Noon, results, new Changes(await ResultsAsync(text)))).WriteAsync(output, CliJson.Default.WatchDocument);

            Assert.All(output.ToString(), c => Assert.True(c is '\n' or (>= ' ' and <= '~'), $"U+{(int)c:X4}"));
        }

        var exact = "\u001b[2J\u202e漢\uffff";
        var entry = AccountEntry.Of((await MadeUpAccounts.ReadAsync(MadeUpAccounts.Answering("heygen", MadeUpAccounts.Balance("x") with { Label = exact })))[0]);
        Assert.Equal(exact, entry.Snapshot!.Value.GetProperty("balances")[0].GetProperty("label").GetString());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Checks_answer_in_one_harmless_sentence(int seed)
    {
        var text = new NastyText(seed);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var result in (await ResultsAsync(text)).Where(r => r.IsSuccess))
            {
                var need = new QuotaNeed(Math.Abs(text.Amount() ?? 1), round % 3 == 0 ? QuotaUnit.Credits : null);
                var sentence = QuotaCheck.Of(result.Name, result.Snapshot!, need).Sentence;
                var missing = Assert.Throws<QuotaConfigurationException>(() => QuotaCheck.Of(result.Name, result.Snapshot!, need with { Balance = "nope" })).Message;

                Assert.All([sentence, missing], t => AssertHarmless(t.Replace('\n', '\0')));
                Assert.All([sentence, missing], t => Assert.InRange(t.Length, 1, 8_000));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_watch_goes_on_whatever_changes(int seed)
    {
        var text = new NastyText(seed);
        using var live = new StringWriter();
        using var appended = new StringWriter();
        var rounds = new List<WatchRound>();
        IReadOnlyList<QuotaResult>? before = null;
        for (var round = 0; round < Rounds; round++)
        {
            var results = await ResultsAsync(text);
            rounds.Add(new WatchRound(FixedClock.Noon, results, new Changes(before)));
            before = results;
        }

        await new LiveView(Console(live, 100, isUnicode: true, AnsiSupport.Yes), new FixedClock(), TimeSpan.FromSeconds(30), isDemo: false).ShowAsync(rounds.ToAsyncEnumerable());
        await new AppendingView(appended, Console(appended, 100, isUnicode: false), new FixedClock(), isDemo: false).ShowAsync(rounds.ToAsyncEnumerable());

        AssertHarmless(DrawingPattern().Replace(live.ToString(), "").Replace("\r", "", StringComparison.Ordinal));
        AssertHarmless(appended.ToString());
        Assert.Equal(rounds.Count, appended.ToString().Split("12,345").Length - 1);
    }

    /// <summary>Accounts that fail and accounts that answer with such texts, and a good one that must be there whatever the others are called.</summary>
    private static Task<IReadOnlyList<QuotaResult>> ResultsAsync(NastyText text)
    {
        var name = 0;
        string Name() => $"vzla/{++name}{text.Next(3)}";
        QuotaBalance Balance(int number) => new()
        {
            Key = $"{number}{text.Next()}",
            Label = text.Next(),
            Unit = text.Next(2) is var unit && string.IsNullOrWhiteSpace(unit) ? QuotaUnit.Usd : QuotaUnit.Of(unit),
            Kind = QuotaKind.Balance,
            Used = text.Amount(),
            Limit = text.Amount(),
            Remaining = text.Amount(),
            ResetsAt = text.Time(),
            Status = (QuotaStatus)text.Number(0, 6),
        };
        return MadeUpAccounts.ReadAsync(
            MadeUpAccounts.Answering(Name(), [text.Next(30), text.Next()], Balance(1), Balance(2), Balance(3)),
            MadeUpAccounts.Failing(Name(), QuotaErrorKind.Unavailable, text.Next(40)),
            MadeUpAccounts.Answering("heygen", MadeUpAccounts.Balance("Good", remaining: 12_345)));
    }

    private static void AssertHarmless(string text) => Assert.Null(NastyText.HarmIn(text));

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

    // What Spectre itself writes to draw anew; a vendor's sequences are others.
    [GeneratedRegex("\u001b\\[(\\?25[lh]|[0-9]*[AK]|[01]?m)")]
    private static partial Regex DrawingPattern();
}
