using System.CommandLine;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit show [account...]</c>: every account's balances, in a table or as JSON.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var names = AccountOptions.Names("The accounts to show, such as heygen or vzla/team-b. All of them when none is named.");
        var command = new CliCommand(
            "show",
            "Show what is left in every configured account, or in the ones named.",
            "quotakit show",
            "quotakit show heygen vzla/team-b --json",
            "quotakit show --demo",
            "quotakit show --svg > quota.svg") { names };
        var svg = new Option<bool>("--svg") { Description = "Print the table as a picture, for pages that can show no terminal." };
        command.Add(svg);
        var options = new AccountOptions(command);
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed, options, parsed.GetValue(names) ?? [], parsed.GetValue(svg), TimeProvider.System, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, AccountOptions options, string[] names, bool asPicture, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (isDemo, asJson) = (options.IsDemo(parsed), options.IsJson(parsed));
        await using var accounts = await options.OpenAsync(parsed, clock, cancellationToken);
        using var client = new QuotaClient(accounts.Choose(names), timeProvider: clock);
        var screen = asJson || asPicture || Console.IsOutputRedirected ? null : Terminal.Open();
        var report = await Terminal.WaitAsync(screen, () => client.GetAllAsync(cancellationToken: cancellationToken));
        if (asJson)
            await ShowDocument.Of(report.Results).WriteAsync(Console.Out, CliJson.Default.ShowDocument);
        else if (asPicture)
            await Console.Out.WriteAsync(SvgEncoder.Draw(c => new QuotaTable(c, clock).Write(report.Results, Footnote.Of(report.Results, isDemo))));
        else if (screen is null)
            new PlainTable(Console.Out, clock).Write(report.Results, Footnote.Of(report.Results, isDemo));
        else
            new QuotaTable(screen, clock).Write(report.Results, Footnote.Of(report.Results, isDemo));
        return ExitCode.Of(report);
    }
}
