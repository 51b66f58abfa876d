namespace QuotaKit.Cli.Rendering;

/// <summary>A line under the table, for what does not fit into its columns.</summary>
internal sealed record Footnote(string Text, FootnoteKind Kind)
{
    public static IReadOnlyList<Footnote> Of(IReadOnlyList<QuotaResult> results, bool isDemo) =>
    [
        .. from result in results
           where !result.IsSuccess
           select Line(result.ToString(), FootnoteKind.Error),
        .. from result in results
           where result.IsSuccess
           from warning in result.Snapshot!.Warnings
           select Line($"{result.Name}: warning: {warning}", FootnoteKind.Warning),
        .. isDemo
            ? [Line("These numbers are simulated. 'quotakit --help' says how to see your own.", FootnoteKind.Note)]
            : (Footnote[])[],
    ];

    private static Footnote Line(string text, FootnoteKind kind) => new(Printable.Line(text), kind);
}
