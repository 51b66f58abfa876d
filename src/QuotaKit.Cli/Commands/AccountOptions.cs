using System.CommandLine;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Completion;

namespace QuotaKit.Cli.Commands;

/// <summary>What every command that has to do with accounts takes: which accounts there are, and the form of the output.</summary>
internal sealed class AccountOptions
{
    // Without an arity of zero, what comes behind them would be completed as their values.
    private readonly Option<bool> _demo = new("--demo")
    {
        Description = "Ask simulated vendors in this process: no key, no network.",
        Arity = ArgumentArity.Zero,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print JSON of the schema quotakit.cli.v1.", Arity = ArgumentArity.Zero };

    private readonly Option<string> _config = new("--config")
    {
        Description = "The config file. The default is $QUOTAKIT_CONFIG, or quotakit.json in the folder ~/.config/quotakit.",
        HelpName = "path",
    };

    private readonly Option<string> _keyStdin = new("--key-stdin")
    {
        Description = "Read the key of this account, such as heygen or vzla/team-b, as one line from stdin, and use that account only.",
        HelpName = "account",
    };

    public AccountOptions(Command command)
    {
        command.Add(_demo);
        command.Add(_json);
        command.Add(_config);
        command.Add(_keyStdin);
    }

    /// <summary>A positional argument for names of accounts.</summary>
    public static Argument<string[]> Names(string description)
    {
        var names = new Argument<string[]>("account") { Description = description, Arity = ArgumentArity.ZeroOrMore, HelpName = "account" };
        names.Validators.Add(Misuse.RefuseOptions);
        AccountCompletion.AddTo(names);
        return names;
    }

    /// <summary>A positional argument for the name of one account.</summary>
    public static Argument<string> Name(string description)
    {
        var name = new Argument<string>("account") { Description = description, HelpName = "account" };
        name.Validators.Add(Misuse.RefuseOptions);
        AccountCompletion.AddTo(name);
        return name;
    }

    public bool IsDemo(ParseResult parsed) => parsed.GetValue(_demo);

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <exception cref="QuotaConfigurationException">A setting is wrong.</exception>
    public async Task<AccountSet> OpenAsync(ParseResult parsed, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (path, account) = (parsed.GetValue(_config), parsed.GetValue(_keyStdin));
        if (!IsDemo(parsed))
            return ConfiguredAccounts.Open(clock, path, account is null ? null : KeyLine.Read(account));
        return path is null && account is null
            ? await DemoAccounts.OpenAsync(clock, cancellationToken)
            : throw new QuotaConfigurationException("", "--demo uses neither --config nor --key-stdin: leave them out, or --demo.");
    }
}
