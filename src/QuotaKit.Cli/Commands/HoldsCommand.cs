using System.CommandLine;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit holds</c>: lists the reservations that are held.</summary>
internal sealed class HoldsCommand : GuardCommand
{
    private readonly Argument<string[]> _accounts = AccountArgument.Many("The accounts to list, such as heygen or vzla/team-b. The default is all.");

    public HoldsCommand()
        : base("holds", "List the reservations that are held, newest first. Sends no request to a vendor.", "quotakit holds", "quotakit holds heygen --json")
    {
        Add(_accounts);
        AddStoreOptions();
    }

    protected override async Task<int> RunAsync(Session session)
    {
        var accounts = session.Parsed.GetValue(_accounts)!;
        if (accounts.Length > 0)
            _ = (await session.OpenAsync()).Choose(accounts);
        var holds = new List<QuotaReservation>();
        try
        {
            var guard = await OpenStoreAsync(session);
            foreach (var account in accounts.Length == 0 ? (IEnumerable<string?>)[null] : accounts.Distinct(StringComparer.OrdinalIgnoreCase))
            {
                await foreach (var hold in guard.ListAsync(account, session.CancellationToken))
                    holds.Add(hold);
            }
        }
        catch (QuotaException e) when (e.Kind == QuotaErrorKind.Ledger)
        {
            return await FailAsync(e, session.IsJson);
        }

        if (session.IsJson)
            await HoldsDocument.Of(holds).WriteAsync(Console.Out, CliJson.Default.HoldsDocument);
        else
            HoldList.Write(Console.Out, holds, session.Screen?.Profile.Width, session.Clock);
        return ExitCode.Fine;
    }

    protected override Task WriteFailureAsync(QuotaException error, int exitCode) =>
        HoldsDocument.Of(error, exitCode).WriteAsync(Console.Out, CliJson.Default.HoldsDocument);
}
