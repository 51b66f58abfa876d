using System.CommandLine;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit reserve heygen --need 12</c>: holds an amount and prints the id of the reservation, for scripts.</summary>
internal sealed class ReserveCommand : GuardCommand
{
    private readonly Argument<string> _account = AccountArgument.One("The account that pays, such as heygen or vzla/team-b.");
    private readonly SpendOptions _spend = new();

    public ReserveCommand()
        : base(
            "reserve",
            "Hold an amount and print the id of the reservation. What is neither committed nor released counts as spent when the lease ends. Exits with 3 for "
            + "too little, 4 for unknown.",
            "id=$(quotakit reserve heygen --need 12credits)",
            "quotakit reserve heygen --need 12 --id job-4711 --lease 30m",
            "quotakit reserve vzla/team-b --need 100requests --note nightly")
    {
        Add(_account);
        _spend.AddTo(this);
        AddStoreOptions();
    }

    protected override async Task<int> RunAsync(Session session)
    {
        var account = session.Parsed.GetValue(_account)!;
        var guard = await OpenGuardAsync(session, account);
        try
        {
            var hold = await Reserving.ReserveAsync(guard, session, account, _spend);
            await PrintAsync(hold, session.IsJson);
            await WarnIfFoundAsync(hold, session);
            if (session is { IsDemo: true, IsJson: false })
                await ErrorOutput.WriteAsync("The vendors are simulated, and this reservation ends with the command.");
            return ExitCode.Fine;
        }
        catch (QuotaException e) when (e is not QuotaConfigurationException)
        {
            return await FailAsync(e, session.IsJson);
        }
    }

    /// <summary>Prints the reservation. If that fails it is released, because nobody would know its id.</summary>
    /// <exception cref="IOException">The output cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The output is closed.</exception>
    private async Task PrintAsync(QuotaReservation hold, bool asJson)
    {
        try
        {
            // Console.Out ignores a closed pipe.
            var output = PipeOutput.Open();
            if (asJson)
                await ReservationDocument.Of(Name, hold).WriteAsync(output, CliJson.Default.ReservationDocument);
            else
                await output.WriteLineAsync(hold.Id);
            await output.FlushAsync();
        }
        catch (Exception e) when (hold.IsNew && e is (IOException or UnauthorizedAccessException))
        {
            await hold.ReleaseAsync();
            throw;
        }
    }
}
