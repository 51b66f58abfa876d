using System.CommandLine;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit check account --need 12</c>: whether an account has so much left, for scripts.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var name = AccountOptions.Name("The account to ask, such as heygen or vzla/team-b.");
        var need = NeedOption.Create("--need", "How much has to be left: 12credits, 12min, 12usd. Without a unit it is the balance's own, unless that is money.");
        need.Required = true;
        var balance = new Option<string>("--balance") { Description = "The balance to look at, by its key. The default is the account's first.", HelpName = "key" };
        var allowUnknown = new Option<bool>("--allow-unknown") { Description = "Let 'unknown' pass: exit with 0 instead of 4." };
        var command = new CliCommand(
            "check",
            "Tell whether an account has so much left: exits with 0 for yes, 3 for no, 4 for unknown, 1 if the vendor could not be asked.",
            "quotakit check heygen --need 12credits && ./make-video",
            "quotakit check pictory --need 30 --balance transcription_minutes",
            "quotakit check vzla/team-b --need 1 --demo") { name, need, balance, allowUnknown };
        var options = new AccountOptions(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed,
            options,
            parsed.GetValue(name)!,
            new QuotaNeed(parsed.GetValue(need)!.Value.Amount, parsed.GetValue(need)!.Value.Unit, parsed.GetValue(balance), parsed.GetValue(allowUnknown)),
            TimeProvider.System,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, AccountOptions options, string name, QuotaNeed need, TimeProvider clock, CancellationToken cancellationToken)
    {
        var asJson = options.IsJson(parsed);
        await using var accounts = await options.OpenAsync(parsed, clock, cancellationToken);
        using var client = new QuotaClient(accounts.Choose([name]), timeProvider: clock);
        var screen = asJson || Console.IsOutputRedirected ? null : Terminal.Open();
        var result = (await Terminal.WaitAsync(screen, () => client.GetAllAsync(cancellationToken: cancellationToken))).Results[0];
        var check = result.Snapshot is { } snapshot ? QuotaCheck.Of(result.Name, snapshot, need) : null;
        var code = check?.ExitCode ?? ExitCode.Of(result.Error!);
        if (asJson)
            await CheckDocument.Of(result, need, check, code).WriteAsync(Console.Out, CliJson.Default.CheckDocument);
        else if (check is not null)
            await Console.Out.WriteLineAsync(Printable.Line(check.Sentence));
        else
            await QuotaKitCommand.WriteErrorAsync(result.ToString());
        return code;
    }
}
