namespace QuotaKit.Cli.Completion;

/// <summary>A shell that can complete the command.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Install">The command line that turns completion on.</param>
/// <param name="Script">The script that the shell runs.</param>
internal sealed record Shell(string Name, string Install, string Script);
