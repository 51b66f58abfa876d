using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

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

        Exit codes: 0 fine, 1 a vendor could not be asked, 2 wrong usage or settings.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        // An argument '@name' is not a file to read arguments from.
        var parsed = Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is not ParseErrorAction)
            return await parsed.InvokeAsync();

        await WriteErrorAsync(parsed.UnmatchedTokens is [var first, ..]
            ? $"There is no command or option '{NameOf(first)}'. See 'quotakit --help'."
            : parsed.Errors[0].Message);
        return ExitCode.Usage;
    }

    public static Task WriteErrorAsync(string message) => Console.Error.WriteLineAsync($"quotakit: {message}");

    /// <summary>An option without its value, which may be a key.</summary>
    public static string NameOf(string option) => option.Split('=', ':')[0];

    // Not a RootCommand, whose name in the help would be the assembly's.
    private static Command Create()
    {
        var help = new HelpOption();
        var root = new Command("quotakit", Description) { help, new VersionOption(), ShowCommand.Create() };
        root.SetAction(parsed => ((HelpAction)help.Action!).Invoke(parsed));
        return root;
    }
}
