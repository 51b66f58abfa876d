using System.CommandLine;
using QuotaKit.Cli.Formatting;
using QuotaKit.Cli.Parsing;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit commit ID</c>: records that a reserved amount was spent.</summary>
internal sealed class CommitCommand : SettleCommand
{
    private readonly Option<decimal?> _actual = ActualOption.Create();

    public CommitCommand()
        : base(
            "commit",
            "Record that a reserved amount was spent. The same commit again changes nothing.",
            "quotakit commit $id",
            "quotakit commit $id --actual 11.5")
    {
        Add(_actual);
        AddStoreOptions();
    }

    protected override async Task<string> SettleAsync(QuotaReservation hold, Session session)
    {
        var actual = session.Parsed.GetValue(_actual);
        if (actual is not null && hold.Spends.Count != 1)
            throw new QuotaConfigurationException("", "This reservation has several amounts, so --actual cannot be used. Leave it out, or commit it in code.");
        await (actual is { } amount ? hold.CommitAsync(amount, session.CancellationToken) : hold.CommitAsync(session.CancellationToken));
        var spent = hold.Spends.Zip(hold.Actual!, (s, a) => $"{Amounts.ForScripts(a)} {s.Unit.Name} of {s.Account}");
        return Printable.Line($"Committed {hold.Id}: {string.Join(", ", spent)}{(hold.IsFlagged ? " (above the reserved amount, or after a release)" : "")}.");
    }
}
