namespace QuotaKit.Cli.Answers;

/// <summary>The importance of a footnote, which decides its colour.</summary>
internal enum FootnoteKind
{
    Error,
    Warning,
    Note,
}
