using System.CommandLine;
using System.CommandLine.Parsing;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Rendering;
using QuotaKit.Cli.Running;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit run heygen --need 12 -- ./render.sh</c>: runs a program only if the amount can be held, and commits it when the program
/// succeeds.</summary>
internal sealed class RunCommand : GuardCommand
{
    private readonly Argument<string> _account = AccountArgument.One("The account that pays, such as heygen or vzla/team-b.");
    private readonly Argument<string[]> _program = new("program")
    {
        Description = "The program and its arguments, after '--'.",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "program",
    };

    private readonly SpendOptions _spend = new();
    private readonly Option<OnFailure> _onFailure = new("--on-failure")
    {
        Description = "What to do when the program fails: release gives the amount back, commit counts it as spent now, hold counts it as spent when the "
            + "lease ends, unless it is committed or released before. The default is release.",
        HelpName = "release|commit|hold",
    };

    public RunCommand()
        : base(
            "run",
            "Run a program only if an amount can be held for it, and commit the amount when it succeeds.",
            "quotakit run heygen --need 12credits -- ./render.sh",
            "quotakit run heygen --need 12 --budget team-red --on-failure commit -- ./render.sh intro",
            "quotakit run vzla --need 1 --demo -- echo 'enough is left'")
    {
        _onFailure.AcceptOnlyFromAmong("release", "commit", "hold");
        Add(_account);
        Add(_program);
        _spend.AddTo(this);
        Add(_onFailure);
        AddStoreOptions();
    }

    protected override async Task<int> RunAsync(Session session)
    {
        var parsed = session.Parsed;
        // Options of the program must not be taken for options of this command.
        if (!parsed.Tokens.Any(t => t.Type == TokenType.DoubleDash))
            throw new QuotaConfigurationException("", "Write '--' before the program: quotakit run heygen --need 12 -- ./render.sh");
        if (session.TakesKeyFromInput)
            throw new QuotaConfigurationException("", "--key-stdin cannot be used with 'run', because the program reads the input. Set the key in the environment.");
        using var signals = new Signals(session.Clock);
        var run = new GuardedRun(signals, parsed.GetValue(_onFailure), command => Advised(session, command));
        string[] program = parsed.GetValue(_program)!;
        var account = parsed.GetValue(_account)!;
        try
        {
            var path = ChildProgram.Find(program[0]);
            var guard = await OpenGuardAsync(session, account);
            var hold = await Reserving.ReserveAsync(guard, session, account, _spend, signals.Cancelled);
            run.Hold = hold;
            await WarnIfFoundAsync(hold, session);
            await run.RunAsync(guard, path, program[1..]);
        }
        catch (ChildNotStartedException e)
        {
            run.Fail(e.ExitCode, new QuotaConfigurationException("", $"{NameOf(program[0])} {e.Message} Nothing was run."));
        }
        catch (QuotaException e)
        {
            run.Fail(run.Started ? GuardExit.OwnFailure : GuardExit.OfRun(e), e);
        }
        catch (OperationCanceledException) when (signals.CancelledBy is { } signal)
        {
            run.Fail(128 + SignalNumbers.Of(signal), null);
        }

        if (session.IsJson)
            await ErrorOutput.TryAsync(e => run.ToDocument().WriteAsync(e, CliJson.Default.RunDocument));
        else if (run.Error is { } error)
            await ErrorOutput.WriteAsync(error.Message);
        else if (run.HasGivenBack)
            await ErrorOutput.WriteAsync($"{NameOf(program[0])} ended with {run.ExitCode}, and {GivenBack(run.Hold!, session)}");
        return run.ExitCode;
    }

    private string GivenBack(QuotaReservation hold, Session session)
    {
        var spend = hold.Spends[0];
        var amount = $"{Amounts.ForScripts(spend.Amount)} {spend.Unit.Name} of {spend.Account} were given back.";
        // A simulated reservation ends with this command.
        return session.IsDemo ? amount : $"{amount} If they were charged: {Advised(session, $"commit {hold.Id}")}";
    }

    // The name may be a key in the wrong place.
    private static string NameOf(string program) =>
        UsageErrors.CouldBeKey(program) ? "The program" : $"The program '{Printable.Name(program)}'";
}
