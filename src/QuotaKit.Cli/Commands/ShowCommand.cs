using System.CommandLine;
using System.CommandLine.Parsing;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit show [account...]</c>: every account's balances, in a table or as JSON.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("account")
        {
            Description = "The accounts to show, such as heygen or vzla/team-b. All of them when none is named.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        names.Validators.Add(RefuseOptions);
        var demo = new Option<bool>("--demo") { Description = "Ask simulated vendors in this process: no key, no network." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document of the schema quotakit.cli.v1." };
        var command = new Command("show", "Show what is left in every configured account, or in the ones named.") { names, demo, json };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(names) ?? [], parsed.GetValue(demo), parsed.GetValue(json), TimeProvider.System, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string[] names, bool isDemo, bool asJson, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await using var accounts = isDemo ? await DemoAccounts.OpenAsync(clock, cancellationToken) : ConfiguredAccounts.Open(clock);
            using var client = new QuotaClient(accounts.Choose(names), timeProvider: clock);
            var screen = asJson || Console.IsOutputRedirected ? null : Terminal.Open();
            var report = await Terminal.WaitAsync(screen, () => client.GetAllAsync(cancellationToken: cancellationToken));
            if (asJson)
                await ShowDocument.Of(report.Results).WriteAsync(Console.Out);
            else if (screen is null)
                new PlainTable(Console.Out, clock).Write(report.Results, Footnote.Of(report.Results, isDemo));
            else
                new QuotaTable(screen, clock).Write(report.Results, Footnote.Of(report.Results, isDemo));
            return ExitCode.Of(report);
        }
        catch (QuotaException e)
        {
            // An account's failures are in the report: this is about all accounts, or about a name.
            await QuotaKitCommand.WriteErrorAsync(e.Message);
            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Cancelled;
        }
    }

    /// <summary>An option that is not known would otherwise be taken for an account's name.</summary>
    private static void RefuseOptions(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(t => t.Value.StartsWith('-')) is { } option)
            result.AddError($"There is no option '{QuotaKitCommand.NameOf(option.Value)}'. See 'quotakit show --help'.");
    }
}
