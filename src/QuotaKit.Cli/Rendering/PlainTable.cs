using System.Globalization;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Rendering;

/// <summary>Writes the table for pipes and files: aligned columns without colours and lines. Each row has the same fields, and no field is empty
/// or contains a space, so that <c>awk</c> can count them. Lines that are not rows begin with <c>#</c>.</summary>
internal sealed class PlainTable(TextWriter output, TimeProvider clock)
{
    private const string None = "-";

    private static readonly string[] _headers =
        ["ACCOUNT", "BALANCE", "SHARE", "USED", "REMAINING", "LIMIT", "UNIT", "RESETS", "STATUS", "AGE"];

    /// <summary>Writes a row for each balance, and the footnotes below.</summary>
    /// <param name="results">The results of reading the accounts.</param>
    /// <param name="footnotes">The lines below the table.</param>
    /// <param name="changes">The changes to show in an additional column; null shows no such column.</param>
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

    /// <summary>Returns the fields of a row. Every row names its account, so that <c>grep</c> finds complete rows.</summary>
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

    /// <summary>Aligns numbers to the right: share, used, remaining, limit, age.</summary>
    private static string Align(string field, int column, int width) =>
        column is (>= 2 and <= 5) or 9 ? DisplayWidth.PadLeft(field, width) : DisplayWidth.PadRight(field, width);
}
