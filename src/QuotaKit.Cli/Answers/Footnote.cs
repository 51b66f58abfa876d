using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Answers;

/// <summary>A line under the table, for what does not fit into its columns.</summary>
internal sealed record Footnote(string Text, FootnoteKind Kind)
{
    private const int MostWarnings = 20;

    public static IReadOnlyList<Footnote> Of(IReadOnlyList<QuotaResult> results, bool isDemo) =>
    [
        .. from result in results
           where !result.IsSuccess
           select Line(result.ToString(), FootnoteKind.Error),
        .. from result in results
           where result.IsSuccess
           from warning in WarningsOf(result.Snapshot!)
           select Line($"{Printable.Name(result.Name)}: warning: {warning}", FootnoteKind.Warning),
        .. isDemo
            ? [Line("These numbers are simulated. 'quotakit --help' says how to see your own.", FootnoteKind.Note)]
            : (Footnote[])[],
    ];

    // A vendor can send any number of surprises.
    private static IEnumerable<string> WarningsOf(QuotaSnapshot snapshot) => snapshot.Warnings.Count <= MostWarnings
        ? snapshot.Warnings
        : snapshot.Warnings.Take(MostWarnings).Append(FormattableString.Invariant($"and {snapshot.Warnings.Count - MostWarnings} more; --json has them all."));

    private static Footnote Line(string text, FootnoteKind kind) => new(Printable.Line(text), kind);
}
