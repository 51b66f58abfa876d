using System.Globalization;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Rendering;

/// <summary>For pipes and files: aligned columns, no colours, nothing drawn. Each row has the same fields, and no field is empty or holds
/// a space, so that <c>awk</c> can count them; lines that are no rows begin with <c>#</c>.</summary>
internal sealed class PlainTable(TextWriter output, TimeProvider clock)
{
    private const string None = "-";

    private static readonly string[] _headers =
        ["ACCOUNT", "BALANCE", "SHARE", "USED", "REMAINING", "LIMIT", "UNIT", "RESETS", "STATUS", "AGE"];

    /// <param name="results">What to show.</param>
    /// <param name="footnotes">What to say below.</param>
    /// <param name="changes">What to mark in one more column; null to have none.</param>
    public void Write(IReadOnlyList<QuotaResult> results, IReadOnlyList<Footnote> footnotes, Changes? changes = null)
    {
        var now = clock.GetUtcNow();
        string[][] lines = changes is null
            ? [_headers, .. QuotaRow.Of(results).Select(row => Fields(row, now))]
            : [[.. _headers, "CHANGE"], .. QuotaRow.Of(results, changes).Select(row => (string[])[.. Fields(row, now), row.Change?.ForScripts() ?? "."])];
        int[] widths = [.. lines[0].Select((_, column) => lines.Max(line => DisplayWidth.Of(line[column])))];
        foreach (var line in lines)
            output.WriteLine(string.Join("  ", line.Select((field, column) => Align(field, column, widths[column]))).TrimEnd());
        foreach (var footnote in footnotes)
            output.WriteLine($"# {footnote.Text}");
    }

    /// <summary>Every row names its account, so that one found by <c>grep</c> says whose it is.</summary>
    private static string[] Fields(QuotaRow row, DateTimeOffset now) =>
    [
        Printable.Field(row.Result.Name),
        .. row.Balance is { } balance ? Numbers(balance) : Enumerable.Repeat(None, 7),
        row.StatusText,
        row.AgeAt(now) is { } age ? Math.Floor(age.TotalSeconds).ToString(CultureInfo.InvariantCulture) + "s" : None,
    ];

    private static IEnumerable<string> Numbers(QuotaBalance balance) =>
    [
        Printable.Field(balance.Key),
        balance.IsUnlimited ? None : Amounts.Share(balance.UsedRatio),
        Amounts.ForScripts(balance.Used),
        balance.IsUnlimited ? Amounts.Unlimited : Amounts.ForScripts(balance.Remaining),
        balance.IsUnlimited ? Amounts.Unlimited : Amounts.ForScripts(balance.Limit),
        Printable.Field(balance.Unit.Name),
        balance.ResetsAt is { } reset ? Times.Utc(reset) : None,
    ];

    /// <summary>Numbers to the right: share, used, remaining, limit, age.</summary>
    private static string Align(string field, int column, int width) =>
        column is (>= 2 and <= 5) or 9 ? DisplayWidth.PadLeft(field, width) : DisplayWidth.PadRight(field, width);
}
