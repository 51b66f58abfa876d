namespace QuotaKit.Cli.Rendering;

internal enum FootnoteKind
{
    Error,
    Warning,
    Note,
}
