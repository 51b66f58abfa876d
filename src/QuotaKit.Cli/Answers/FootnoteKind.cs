namespace QuotaKit.Cli.Answers;

internal enum FootnoteKind
{
    Error,
    Warning,
    Note,
}
