using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Answers;

/// <summary>A line below the table: an error, a warning or a note.</summary>
internal sealed record Footnote(string Text, FootnoteKind Kind)
{
    private const int MostWarnings = 20;

    /// <summary>Returns the errors of all accounts, then their warnings, then a note about the demo.</summary>
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

    // A vendor may cause any number of warnings.
    private static IEnumerable<string> WarningsOf(QuotaSnapshot snapshot) => snapshot.Warnings.Count <= MostWarnings
        ? snapshot.Warnings
        : snapshot.Warnings.Take(MostWarnings)
            .Append(FormattableString.Invariant($"and {snapshot.Warnings.Count - MostWarnings} more; --json prints them all."));

    private static Footnote Line(string text, FootnoteKind kind) => new(Printable.Line(text), kind);
}
