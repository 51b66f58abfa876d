namespace QuotaKit.Cli.Parsing;

/// <summary>The ways to end a reservation when the program that ran under it has failed.</summary>
internal enum OnFailure
{
    Release,
    Commit,
    Hold,
}
