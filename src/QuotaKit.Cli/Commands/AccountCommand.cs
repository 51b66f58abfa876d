using System.CommandLine;

namespace QuotaKit.Cli.Commands;

/// <summary>A command that works with accounts: it takes <c>--demo</c>, <c>--json</c>, <c>--config</c> and <c>--key-stdin</c>.</summary>
internal abstract class AccountCommand : CliCommand
{
    private readonly AccountOptions _options = new();

    protected AccountCommand(string name, string description, params string[] examples)
        : base(name, description, examples) => SetAction(StartAsync);

    /// <summary>Adds the shared options. Called last, so that the help lists a command's own options first.</summary>
    protected void AddAccountOptions() => _options.AddTo(this);

    /// <summary>Does the work of the command and returns its exit code.</summary>
    protected abstract Task<int> RunAsync(Session session);

    private async Task<int> StartAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = new Session(parsed, _options, TimeProvider.System, cancellationToken);
        return await RunAsync(session);
    }
}
