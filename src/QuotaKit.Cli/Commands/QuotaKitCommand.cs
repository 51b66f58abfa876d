using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Formatting;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary>The command <c>quotakit</c> and what holds for all its commands.</summary>
internal static class QuotaKitCommand
{
    private const string Description =
        """
        How much is left at HeyGen, Pictory and vzla.io, of what, until when.

        Keys are read from HEYGEN_API_KEY, PICTORY_API_KEY and VZLA_API_KEY, or from
        QuotaKit__HeyGen__ApiKey, QuotaKit__Pictory__ApiKey and
        QuotaKit__Vzla__ApiKey. A further account, such as
        'vzla/team_b', has its key in QuotaKit__Vzla__Accounts__team_b__ApiKey.

        What is not in the environment is read from a config file: the one of --config,
        or of QUOTAKIT_CONFIG, or ~/.config/quotakit/quotakit.json.
        'quotakit show --key-stdin heygen' reads one key from a pipe.

        Exit codes: 0 fine, 1 a vendor could not be asked, 2 wrong usage or settings,
        3 not enough, 4 unknown.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            Terminal.KeepToLocale();
            // An argument '@name' is not a file to read arguments from.
            var parsed = Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is not ParseErrorAction)
                return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

            var command = parsed.CommandResult.Command is var c && c == parsed.RootCommandResult.Command ? "quotakit" : $"quotakit {c.Name}";
            await WriteErrorAsync(parsed.UnmatchedTokens is [var first, ..]
                ? Misuse.Unknown(first, Array.IndexOf(args, first) < Array.IndexOf(args, parsed.CommandResult.Command.Name) ? "quotakit" : command)
                : Misuse.WithoutKeys(WithHelp(parsed.Errors[0].Message, command), args));
            return ExitCode.Usage;
        }
        catch (QuotaException e)
        {
            // An account's failures are in what is printed: this is about all accounts, or about a name.
            await WriteErrorAsync(e.Message);
            return ExitCode.Usage;
        }
        catch (IOException e)
        {
            // Files are read where their errors are told; what is left is our own output.
            await WriteErrorAsync($"The output cannot be written: {e.Message.TrimEnd('.')}. Send it somewhere else.");
            return ExitCode.Usage;
        }
        catch (UnauthorizedAccessException)
        {
            // So .NET has it where stdout is closed.
            await WriteErrorAsync("The output cannot be written: it is closed. Send it somewhere else.");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception e)
        {
            // Not its message, which may quote anything.
            await WriteErrorAsync($"This should not have happened ({e.GetType().Name}). Please report what you did.");
            return ExitCode.Bug;
        }
    }

    public static async Task WriteErrorAsync(string message)
    {
        try
        {
            await Console.Error.WriteLineAsync($"quotakit: {Printable.Line(message)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The exit code has to do.
        }
    }

    private static string WithHelp(string message, string command) =>
        message.Contains("--help", StringComparison.Ordinal) ? message : $"{message} See '{command} --help'.";

    // Not a RootCommand, whose name in the help would be the assembly's.
    private static CliCommand Create()
    {
        var help = new HelpOption();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        var root = new CliCommand("quotakit", Description, "quotakit show --demo", "quotakit check heygen --need 12")
        {
            help,
            new VersionOption(),
            ShowCommand.Create(),
            WatchCommand.Create(),
            CheckCommand.Create(),
            EstimateCommand.Create(),
            DoctorCommand.Create(),
            ProvidersCommand.Create(),
            CompletionCommand.Create(),
        };
        root.Add(CompleteCommand.Create(root));
        root.SetAction(((HelpWithExamples)help.Action).Invoke);
        return root;
    }
}
