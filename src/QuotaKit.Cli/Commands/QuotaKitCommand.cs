using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary>The command <c>quotakit</c>: its subcommands, and the handling of everything that can go wrong in them.</summary>
internal static class QuotaKitCommand
{
    private const string Description =
        """
        Show how much is left at HeyGen, Pictory and vzla.io, of what, and until when.

        Keys are read from HEYGEN_API_KEY, PICTORY_API_KEY and VZLA_API_KEY, or from
        QuotaKit__HeyGen__ApiKey, QuotaKit__Pictory__ApiKey and
        QuotaKit__Vzla__ApiKey. The key of a further account, such as
        vzla/team_b, is read from QuotaKit__Vzla__Accounts__team_b__ApiKey.

        Settings that are not in the environment are read from a config file: the one
        of --config, else of QUOTAKIT_CONFIG, else ~/.config/quotakit/quotakit.json.
        'quotakit show --key-stdin heygen' reads one key from a pipe.
        'quotakit accounts' lists the accounts that were found.

        Exit codes: 0 fine, 1 an account could not be read, 2 wrong usage or settings,
        3 not enough, 4 unknown.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var runsProgram = false;
        try
        {
            Terminal.KeepToLocale();
            // Arguments such as '@name' are plain text here, not files with further arguments.
            // With bundling, a key that starts with h would be taken for -h and other options.
            var parsed = Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
            runsProgram = parsed.CommandResult.Command is RunCommand run && parsed.Action == run.Action;
            if (parsed.Action is not ParseErrorAction)
                return await parsed.InvokeAsync(ConfigurationOf(parsed));

            await ErrorOutput.WriteAsync(ExplainParseError(parsed, args));
            return ExitCode.Usage;
        }
        catch (QuotaException e)
        {
            // Failures of single accounts are part of the output. An exception concerns all accounts, or an argument.
            await ErrorOutput.WriteAsync(e.Message);
            return ExitCode.Usage;
        }
        catch (IOException e) when (!runsProgram)
        {
            // Errors of files that are read were handled before, so this one comes from writing the output.
            await ErrorOutput.WriteAsync($"The output cannot be written: {e.Message.TrimEnd('.')}. Send it somewhere else.");
            return ExitCode.Usage;
        }
        catch (UnauthorizedAccessException) when (!runsProgram)
        {
            // .NET throws this when stdout is closed.
            await ErrorOutput.WriteAsync("The output cannot be written: it is closed. Send it somewhere else.");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (!runsProgram)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception e)
        {
            // The message of an unknown exception may quote a key.
            await ErrorOutput.WriteAsync($"quotakit has failed unexpectedly ({e.GetType().Name}). Please report the command that you ran.");
            // 'run' prints nothing to stdout, and its other exit codes tell about its program.
            return runsProgram ? GuardExit.OwnFailure : ExitCode.Bug;
        }
    }

    private static InvocationConfiguration ConfigurationOf(ParseResult parsed)
    {
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        // 'run' handles signals itself: it waits for its program, however long that takes.
        if (parsed.CommandResult.Command is RunCommand)
            configuration.ProcessTerminationTimeout = null;
        return configuration;
    }

    private static string ExplainParseError(ParseResult parsed, string[] args)
    {
        var result = parsed.CommandResult;
        var command = result == parsed.RootCommandResult ? "quotakit" : $"quotakit {result.Command.Name}";
        if (parsed.UnmatchedTokens is [var unknown, ..])
        {
            var isBeforeCommand = Array.IndexOf(args, unknown) < Array.IndexOf(args, result.IdentifierToken.Value);
            return UsageErrors.Unknown(unknown, isBeforeCommand ? "quotakit" : command);
        }

        var message = parsed.Errors[0].Message;
        return UsageErrors.WithoutKeys(message.Contains("--help", StringComparison.Ordinal) ? message : $"{message} See '{command} --help'.", args);
    }

    // A RootCommand would appear in the help under the name of the assembly.
    private static CliCommand Create()
    {
        var help = new HelpOption();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        var root = new CliCommand("quotakit", Description, "quotakit show --demo", "quotakit check heygen --need 12credits")
        {
            help,
            new VersionOption(),
            new ShowCommand(),
            new WatchCommand(),
            new CheckCommand(),
            new EstimateCommand(),
            new RunCommand(),
            new ReserveCommand(),
            new CommitCommand(),
            new ReleaseCommand(),
            new HoldsCommand(),
            new DoctorCommand(),
            new AccountsCommand(),
            new CompletionCommand(),
        };
        root.Add(new CompleteCommand(root));
        root.SetAction(((HelpWithExamples)help.Action).Invoke);
        return root;
    }
}
