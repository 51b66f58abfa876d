using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit release ID</c>: records that nothing was spent.</summary>
internal sealed class ReleaseCommand : SettleCommand
{
    public ReleaseCommand()
        : base(
            "release",
            "Give a reserved amount back, because nothing was spent. Only for work that certainly was not charged. The same release again changes nothing.",
            "quotakit release $id") => AddStoreOptions();

    protected override async Task<string> SettleAsync(QuotaReservation hold, Session session)
    {
        await hold.ReleaseAsync(session.CancellationToken);
        return Printable.Line($"Released {hold.Id}.");
    }
}
