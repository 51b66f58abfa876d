using System.CommandLine;
using QuotaKit.Cli.Accounts;

namespace QuotaKit.Cli.Commands;

/// <summary>The options of all commands that work with accounts: where the accounts come from, and the form of the output.</summary>
internal sealed class AccountOptions
{
    // Without an arity of zero, the parser would complete the next word as the value of the option.
    public Option<bool> Demo { get; } = new("--demo")
    {
        Description = "Use simulated vendors. Needs no key and no network.",
        Arity = ArgumentArity.Zero,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON of the schema quotakit.cli.v1.", Arity = ArgumentArity.Zero };

    public Option<string> Config { get; } = new("--config")
    {
        Description = "The config file. The default is $QUOTAKIT_CONFIG, or quotakit.json in the folder ~/.config/quotakit.",
        HelpName = "path",
    };

    public Option<string> KeyStdin { get; } = new("--key-stdin")
    {
        Description = "Read the key of this account, such as heygen or vzla/team-b, as one line from stdin, and use only this account.",
        HelpName = "account",
    };

    public void AddTo(Command command)
    {
        command.Add(Demo);
        command.Add(Json);
        command.Add(Config);
        command.Add(KeyStdin);
    }

    /// <summary>Opens the simulated accounts or the configured ones.</summary>
    /// <exception cref="QuotaConfigurationException">A setting is wrong, or the options exclude each other.</exception>
    public async Task<AccountSet> OpenAsync(ParseResult parsed, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (path, account) = (parsed.GetValue(Config), parsed.GetValue(KeyStdin));
        if (!parsed.GetValue(Demo))
            return ConfiguredAccounts.Open(clock, path, account is null ? null : KeyLine.Read(account));
        return path is null && account is null
            ? await DemoAccounts.OpenAsync(clock, cancellationToken)
            : throw new QuotaConfigurationException("", "--demo cannot be used together with --config or --key-stdin. Leave out --demo, or the others.");
    }
}
