using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Rendering;
using Spectre.Console;

namespace QuotaKit.Cli.Tests.Rendering;

public class QuotaTableTests
{
    private static readonly IQuotaProvider[] _everything =
    [
        MadeUpAccounts.Answering("pictory",
            MadeUpAccounts.Balance("Video minutes", 12_310, 14_400, 2_090) with { Status = QuotaStatus.Warning },
            MadeUpAccounts.Balance("ElevenLabs voice-over minutes", 497, 480, -17) with { Status = QuotaStatus.Exhausted },
            MadeUpAccounts.Balance("Free Avatar IV videos", remaining: 3) with { Unit = QuotaUnit.Videos }),
        MadeUpAccounts.Answering("heygen/studio", MadeUpAccounts.Balance("Spending", 48.2m, 50, 1.8m) with
        {
            Unit = QuotaUnit.Usd,
            Status = QuotaStatus.Critical,
        }),
        MadeUpAccounts.Answering("vzla/partner", MadeUpAccounts.Balance("Requests", 1_234) with
        {
            Unit = QuotaUnit.Requests,
            IsUnlimited = true,
            ResetsAt = FixedClock.Noon.AddDays(12),
        }),
    ];

    [Fact]
    public Task At_120_columns_everything_is_shown() => ExpectAsync(120, """
        ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
         Account        Balance                    Share         Used  Remaining   Limit Unit    Resets          Status     Age
        ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
         pictory        Video minutes              █████████░  12,310      2,090  14,400 min     —               Warning    5 s
                        ElevenLabs voice-over mi…  ██████████     497        -17     480 min     —               Exhausted  5 s
                        Free Avatar IV videos                       ?          3       ? videos  —               Normal     5 s
         heygen/studio  Spending                   █████████░   48.20       1.80   50.00 US$     —               Critical   5 s
         vzla/partner   Requests                                1,234  unlimited       — req     Jun 1, in 12 d  Normal     5 s
        ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
        """);

    [Fact]
    public Task At_80_columns_bar_reset_and_age_are_left_out() => ExpectAsync(80, """
        ────────────────────────────────────────────────────────────────────────────────
         Account        Balance               Used  Remaining   Limit Unit    Status
        ────────────────────────────────────────────────────────────────────────────────
         pictory        Video minutes       12,310      2,090  14,400 min     Warning
                        ElevenLabs voice-…     497        -17     480 min     Exhausted
                        Free Avatar IV vi…       ?          3       ? videos  Normal
         heygen/studio  Spending             48.20       1.80   50.00 US$     Critical
         vzla/partner   Requests             1,234  unlimited       — req     Normal
        ────────────────────────────────────────────────────────────────────────────────
        """);

    [Fact]
    public Task At_60_columns_remaining_and_status_are_shown() => ExpectAsync(60, """
        ────────────────────────────────────────────────────────────
         Account        Balance         Remaining Unit    Status
        ────────────────────────────────────────────────────────────
         pictory        Video minutes       2,090 min     Warning
                        ElevenLabs vo…        -17 min     Exhausted
                        Free Avatar I…          3 videos  Normal
         heygen/studio  Spending             1.80 US$     Critical
         vzla/partner   Requests        unlimited req     Normal
        ────────────────────────────────────────────────────────────
        """);

    [Fact]
    public Task At_40_columns_each_account_has_its_own_line() => ExpectAsync(40, """
        ────────────────────────────────────────
         Balance            Remaining Status
        ────────────────────────────────────────
         pictory
          Video minutes         2,090 Warning
          ElevenLabs voic…        -17 Exhausted
          Free Avatar IV…           3 Normal
         heygen/studio
          Spending               1.80 Critical
         vzla/partner
          Requests          unlimited Normal
        ────────────────────────────────────────
        """);

    [Fact]
    public async Task Wide_characters_do_not_shift_the_columns()
    {
        var lines = await LinesAsync(
            80,
            true,
            MadeUpAccounts.Answering("vzla/漢", MadeUpAccounts.Balance(string.Concat(Enumerable.Repeat("漢字", 9)), 1, 2, 1), MadeUpAccounts.Balance("e\u0301 😀 𝐀 한국", 1, 2, 1)),
            MadeUpAccounts.Answering("heygen", MadeUpAccounts.Balance("plain", 1, 2, 1)));

        var column = NastyText.ColumnOf(lines[1], "Status");
        Assert.All(lines[3..6], row => Assert.Equal(column, NastyText.ColumnOf(row, "Normal")));
        Assert.Matches("vzla/漢  (漢字)+漢?… ", lines[3]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_line_is_wider_than_the_terminal(bool isUnicode)
    {
        for (var width = 36; width <= 140; width++)
        {
            var lines = await LinesAsync(width, isUnicode, _everything);
            var isStacked = !lines[1].Contains("Account", StringComparison.Ordinal);
            Assert.Equal(isStacked ? 12 : 9, lines.Length);
            Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
            // At every width, accounts can be told apart.
            Assert.All(["pictory", "heygen/studio", "vzla/partner"], name => Assert.Contains(lines, l => l.Contains(name, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Terminal_without_UTF_8_gets_ASCII()
    {
        var lines = await LinesAsync(60, isUnicode: false, _everything);

        Assert.All(string.Concat(lines), c => Assert.InRange(c, ' ', '~'));
    }

    [Fact]
    public async Task Unknown_value_is_a_question_mark_without_a_bar()
    {
        var row = (await LinesAsync(120, true, MadeUpAccounts.Answering("heygen", MadeUpAccounts.Balance("Credits") with { Unit = QuotaUnit.Unspecified })))[3];

        Assert.Equal(["heygen", "Credits", "?", "?", "?", "—", "Normal", "5", "s"], row.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData(0, 100, "░░░░░░░░░░")]
    [InlineData(0.1, 100, "█░░░░░░░░░")]
    [InlineData(50, 100, "█████░░░░░")]
    [InlineData(99.9, 100, "█████████░")]
    [InlineData(100, 100, "██████████")]
    [InlineData(250, 100, "██████████")]
    public async Task Bar_is_empty_or_full_only_at_the_bounds(decimal used, decimal limit, string bar)
    {
        var row = (await LinesAsync(120, true, MadeUpAccounts.Answering("heygen", MadeUpAccounts.Balance("Credits", used, limit, limit - used))))[3];

        Assert.Contains($" {bar} ", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_account_has_a_row_and_a_footnote()
    {
        var lines = await LinesAsync(100, true, MadeUpAccounts.Failing("heygen", QuotaErrorKind.Unauthorized, "HeyGen rejected the API key."), _everything[2]);

        Assert.Equal(["heygen", "Unauthorized"], lines[3].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("vzla/partner", lines[4], StringComparison.Ordinal);
        Assert.Equal("heygen: Unauthorized: HeyGen rejected the API key.", lines[^1]);
    }

    [Fact]
    public async Task Balances_of_an_inactive_account_are_inactive()
    {
        var lines = await LinesAsync(100, true, MadeUpAccounts.Inactive("vzla", MadeUpAccounts.Balance("Requests", 1, 2, 1), MadeUpAccounts.Balance("Others", 1, 2, 1)));

        Assert.All(lines[3..5], line => Assert.Contains("Inactive", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_of_a_vendor_does_not_move_the_cursor()
    {
        var lines = await LinesAsync(100, true, MadeUpAccounts.Answering("heygen", ["one\u001b[2Jtwo\nthree"], MadeUpAccounts.Balance("Cre\u001b[2Jdits\n[red]", 1, 2, 1)));

        Assert.Contains("Cre [2Jdits [red]", lines[3], StringComparison.Ordinal);
        Assert.Equal("heygen: warning: one [2Jtwo three", lines[^1]);
    }

    [Theory]
    [InlineData(QuotaStatus.Normal, ConsoleColor.DarkGreen)]
    [InlineData(QuotaStatus.Warning, ConsoleColor.Yellow)]
    [InlineData(QuotaStatus.Critical, ConsoleColor.Red)]
    [InlineData(QuotaStatus.Exhausted, ConsoleColor.Red)]
    [InlineData(QuotaStatus.Inactive, ConsoleColor.DarkGray)]
    public void Status_has_its_colour(QuotaStatus status, ConsoleColor colour) =>
        Assert.Equal(Color.FromConsoleColor(colour), Styles.Of(status).Foreground);

    private static async Task ExpectAsync(int width, string expected) =>
        Assert.Equal(expected.Split('\n'), await LinesAsync(width, true, _everything));

    private static async Task<string[]> LinesAsync(int width, bool isUnicode, params IQuotaProvider[] accounts)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = isUnicode;
        var results = await MadeUpAccounts.ReadAsync(accounts);
        new QuotaTable(console, new FixedClock()).Write(results, Footnote.Of(results, isDemo: false));
        return [.. output.ToString().TrimEnd('\n').Split('\n').Select(l => l.TrimEnd())];
    }
}
