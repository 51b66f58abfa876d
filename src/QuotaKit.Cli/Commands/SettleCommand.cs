using System.CommandLine;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Json;

namespace QuotaKit.Cli.Commands;

/// <summary>A command that ends the reservation of an id.</summary>
internal abstract class SettleCommand : GuardCommand
{
    private readonly Argument<string> _id = new("id") { Description = "The id of the reservation, as 'quotakit reserve' printed it.", HelpName = "id" };

    protected SettleCommand(string name, string description, params string[] examples)
        : base(name, description, examples)
    {
        _id.Validators.Add(UsageErrors.RejectOptions);
        Add(_id);
    }

    /// <summary>Ends the reservation, and returns the sentence that tells it.</summary>
    protected abstract Task<string> SettleAsync(QuotaReservation hold, Session session);

    protected override async Task<int> RunAsync(Session session)
    {
        try
        {
            // The id is not quoted, because it may be a key in the wrong place.
            var id = session.Parsed.GetValue(_id)!;
            if (!ReservationId.IsValid(id))
                throw new QuotaReservationException("", "This cannot be the id of a reservation. Use the id that 'quotakit reserve' printed.");
            var guard = await OpenStoreAsync(session);
            var hold = await guard.FindAsync(id, session.CancellationToken)
                ?? throw new QuotaReservationException(
                    "", $"The {StoreName(session)} has no reservation of this id. '{Advised(session, "holds")}' lists those that are held.");
            var sentence = await SettleAsync(hold, session);
            if (session.IsJson)
                await ReservationDocument.Of(Name, hold).WriteAsync(Console.Out, CliJson.Default.ReservationDocument);
            else
                await Console.Out.WriteLineAsync(sentence);
            return ExitCode.Fine;
        }
        catch (QuotaException e) when (e is not QuotaConfigurationException)
        {
            return await FailAsync(e, session.IsJson);
        }
        catch (ArgumentException e)
        {
            throw UsageErrors.Of(e);
        }
    }
}
