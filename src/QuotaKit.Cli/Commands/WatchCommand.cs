using System.CommandLine;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit watch [account...]</c>: the table of <c>show</c>, again and again, with what has changed.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan _default = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var names = AccountOptions.Names("The accounts to watch. All of them when none is named.");
        var every = DurationOption.Create("--every", "How often to ask: 30s, 5m or 1h. The default is 30s, the least is 5s.");
        var command = new CliCommand(
            "watch",
            "Show what is left again and again, and mark what has changed, until Ctrl+C.",
            "quotakit watch",
            "quotakit watch heygen --every 5m",
            "quotakit watch --json --every 1h >> quota.jsonl",
            "quotakit watch --demo --every 5s") { names, every };
        var options = new AccountOptions(command);
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed, options, parsed.GetValue(names) ?? [], parsed.GetValue(every) ?? _default, TimeProvider.System, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, AccountOptions options, string[] names, TimeSpan every, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var accounts = await options.OpenAsync(parsed, clock, cancellationToken);
        using var client = new QuotaClient(accounts.Choose(names), timeProvider: clock);
        var loop = new WatchLoop(client, every, clock, accounts.PassTime);
        try
        {
            await View(options.IsJson(parsed), options.IsDemo(parsed), every, clock).ShowAsync(loop.RoundsAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // To end it is what Ctrl+C is for.
        }
        catch (IOException e) when (PipeOutput.IsClosed(e))
        {
            // So does 'quotakit watch | head'.
        }

        return loop.HasOnlyWrongSettings ? ExitCode.Usage : ExitCode.Fine;
    }

    private static IWatchView View(bool asJson, bool isDemo, TimeSpan every, TimeProvider clock)
    {
        if (asJson)
            return new JsonView(PipeOutput.Open());
        if (Console.IsOutputRedirected)
            return new AppendingView(PipeOutput.Open(), null, clock, isDemo);
        var screen = Terminal.Open();
        return Terminal.CanRedraw(screen) ? new LiveView(screen, clock, every, isDemo) : new AppendingView(Console.Out, screen, clock, isDemo);
    }
}
