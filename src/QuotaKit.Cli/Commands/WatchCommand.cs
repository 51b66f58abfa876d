using System.CommandLine;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit watch [account...]</c>: prints the table of <c>show</c> in intervals, and marks changes.</summary>
internal sealed class WatchCommand : AccountCommand
{
    private static readonly TimeSpan _defaultInterval = TimeSpan.FromSeconds(30);

    private readonly Argument<string[]> _names = AccountArgument.Many("The accounts to watch. The default is all of them.");
    private readonly Option<TimeSpan?> _every = DurationOption.Create(
        "--every", "How often to read the accounts: 30s, 5m or 1h. The default is 30s, the minimum 5s.");

    public WatchCommand()
        : base(
            "watch",
            "Show how much is left in intervals, and mark what has changed, until Ctrl+C.",
            "quotakit watch",
            "quotakit watch heygen --every 5m",
            "quotakit watch --json --every 1h >> quota.jsonl",
            "quotakit watch --demo --every 5s")
    {
        Add(_names);
        Add(_every);
        AddAccountOptions();
    }

    protected override async Task<int> RunAsync(Session session)
    {
        var every = session.Parsed.GetValue(_every) ?? _defaultInterval;
        var accounts = await session.OpenAsync();
        var client = await session.ConnectAsync(session.Parsed.GetValue(_names) ?? []);
        var loop = new WatchLoop(client, every, session.Clock, accounts.PassTime);
        try
        {
            await CreateView(session, every).ShowAsync(loop.RoundsAsync(session.CancellationToken));
        }
        catch (OperationCanceledException) when (session.CancellationToken.IsCancellationRequested)
        {
            // Ctrl+C is the normal end of a watch.
        }
        catch (IOException e) when (PipeOutput.IsClosed(e))
        {
            // The reader of the pipe has ended, as in 'quotakit watch | head'.
        }

        return loop.HasOnlyWrongSettings ? ExitCode.Usage : ExitCode.Fine;
    }

    private static IWatchView CreateView(Session session, TimeSpan every)
    {
        if (session.IsJson)
            return new JsonView(PipeOutput.Open());
        if (session.Screen is not { } screen)
            return new AppendingView(PipeOutput.Open(), null, session.Clock, session.IsDemo);
        return Terminal.CanRedraw(screen)
            ? new LiveView(screen, session.Clock, every, session.IsDemo)
            : new AppendingView(Console.Out, screen, session.Clock, session.IsDemo);
    }
}
