using System.CommandLine;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit check account --need 12</c>: checks that an account has at least this much left, for scripts.</summary>
internal sealed class CheckCommand : AccountCommand
{
    private readonly Argument<string> _name = AccountArgument.One("The account to check, such as heygen or vzla/team-b.");
    private readonly Option<(decimal Amount, QuotaUnit? Unit)?> _need = NeedOption.Create(
        "--need", "How much must be left: 12credits, 12min, 12usd. A number without a unit is in the unit of the balance, unless that is money.");

    private readonly Option<string> _balance = new("--balance")
    {
        Description = "The key of the balance to check. The default is the account's first balance.",
        HelpName = "key",
    };

    private readonly Option<bool> _allowUnknown = new("--allow-unknown") { Description = "Exit with 0 instead of 4 when the answer is unknown." };

    public CheckCommand()
        : base(
            "check",
            "Check that an account has at least this much left. Exits with 0 for yes, 3 for no, 4 for unknown, 1 if the account could not be read.",
            "quotakit check heygen --need 12credits && ./make-video",
            "quotakit check pictory --need 30 --balance transcription_minutes",
            "quotakit check vzla/team-b --need 1 --demo")
    {
        _need.Required = true;
        Add(_name);
        Add(_need);
        Add(_balance);
        Add(_allowUnknown);
        AddAccountOptions();
    }

    protected override async Task<int> RunAsync(Session session)
    {
        var need = ReadNeed(session.Parsed);
        var result = (await session.ReadAsync([session.Parsed.GetValue(_name)!])).Results[0];
        var check = result.Snapshot is { } snapshot ? QuotaCheck.Of(result.Name, snapshot, need) : null;
        var code = check?.ExitCode ?? ExitCode.Of(result.Error!);
        if (session.IsJson)
            await CheckDocument.Of(result, need, check, code).WriteAsync(Console.Out, CliJson.Default.CheckDocument);
        else if (check is not null)
            await Console.Out.WriteLineAsync(Printable.Line(check.Sentence));
        else
            await ErrorOutput.WriteAsync(result.ToString());
        return code;
    }

    private QuotaNeed ReadNeed(ParseResult parsed)
    {
        var (amount, unit) = parsed.GetValue(_need)!.Value;
        return new QuotaNeed(amount, unit, parsed.GetValue(_balance), parsed.GetValue(_allowUnknown));
    }
}
