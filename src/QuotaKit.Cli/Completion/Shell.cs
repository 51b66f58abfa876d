namespace QuotaKit.Cli.Completion;

/// <summary>A shell that can complete the command.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Install">How its user turns it on.</param>
/// <param name="Script">What the shell is to run.</param>
internal sealed record Shell(string Name, string Install, string Script);
