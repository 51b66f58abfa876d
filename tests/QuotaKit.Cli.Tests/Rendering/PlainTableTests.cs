using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Tests.Rendering;

public class PlainTableTests
{
    [Fact]
    public async Task Columns_are_aligned_and_rows_name_their_account() => Assert.Equal(
        """
        ACCOUNT  BALANCE        SHARE   USED  REMAINING      LIMIT  UNIT      RESETS                STATUS     AGE
        pictory  video_minutes  85.5%  12310       2090      14400  minutes   2026-06-01T12:00:00Z  Warning     5s
        pictory  ai_credits      150%    1.5       -0.5          1  credits   -                     Exhausted   5s
        pictory  seats              ?      ?  0.0000001          ?  seats     -                     Normal      5s
        vzla     requests           -   1234  unlimited  unlimited  requests  -                     Normal      5s
        heygen   -                  -      -          -          -  -         -                     Timeout      -
        # heygen: Timeout: HeyGen did not respond within 30 s.

        """,
        await PrintAsync(
            MadeUpAccounts.Answering("pictory",
                MadeUpAccounts.Balance("Video minutes", 12_310, 14_400, 2_090) with { Status = QuotaStatus.Warning, ResetsAt = FixedClock.Noon.AddDays(12) },
                MadeUpAccounts.Balance("AI credits", 1.5m, 1, -0.5m) with { Unit = QuotaUnit.Credits, Status = QuotaStatus.Exhausted },
                MadeUpAccounts.Balance("Seats", remaining: 0.000_000_1m) with { Unit = QuotaUnit.Of("seats") }),
            MadeUpAccounts.Answering("vzla", MadeUpAccounts.Balance("Requests", 1_234) with { Unit = QuotaUnit.Requests, IsUnlimited = true }),
            MadeUpAccounts.Failing("heygen", QuotaErrorKind.Timeout, "HeyGen did not respond within 30 s.")));

    [Fact]
    public async Task Field_is_never_empty_and_holds_no_space()
    {
        var text = await PrintAsync(MadeUpAccounts.Answering("heygen", MadeUpAccounts.Balance("x") with { Key = "a b\tc\u001b\n" }, MadeUpAccounts.Balance("y") with { Key = "" }));

        Assert.Equal(["BALANCE", "a_b_c__", "-"], text.Split('\n').Take(3).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
    }

    private static async Task<string> PrintAsync(params IQuotaProvider[] accounts)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var results = await MadeUpAccounts.ReadAsync(accounts);
        new PlainTable(output, new FixedClock()).Write(results, Footnote.Of(results, isDemo: false));
        return output.ToString();
    }
}
