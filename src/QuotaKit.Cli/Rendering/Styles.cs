using QuotaKit.Cli.Answers;
using Spectre.Console;

namespace QuotaKit.Cli.Rendering;

/// <summary>The colours. They repeat what the text says, so that nothing is lost without them.</summary>
internal static class Styles
{
    public static Style Faint { get; } = new(Color.Grey);

    public static Style Header { get; } = new(decoration: Decoration.Bold);

    private static readonly Style _good = new(Color.Green);
    private static readonly Style _doubtful = new(Color.Yellow);
    private static readonly Style _bad = new(Color.Red);

    /// <summary>Returns the colour of a status; null is a failure.</summary>
    public static Style Of(QuotaStatus? status) => status switch
    {
        QuotaStatus.Normal => _good,
        QuotaStatus.Warning => _doubtful,
        QuotaStatus.Unknown => Style.Plain,
        QuotaStatus.Inactive => Faint,
        _ => _bad,
    };

    public static Style Of(FootnoteKind kind) => kind switch
    {
        FootnoteKind.Error => _bad,
        FootnoteKind.Warning => _doubtful,
        _ => Faint,
    };
}
