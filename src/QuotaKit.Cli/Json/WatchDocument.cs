using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Json;

/// <summary>The output of <c>quotakit watch --json</c> for one round.</summary>
/// <param name="Time">The time of the reading.</param>
/// <param name="Results">The accounts, as in the output of <c>show</c>.</param>
/// <param name="Changes">The changes since the previous round.</param>
internal sealed record WatchDocument(DateTimeOffset Time, IReadOnlyList<AccountEntry> Results, IReadOnlyList<Change> Changes) : CliDocument("watch")
{
    public static WatchDocument Of(WatchRound round) => new(
        round.Time,
        [.. round.Results.Select(AccountEntry.Of)],
        [.. QuotaRow.Of(round.Results, round.Changes).Select(r => r.Change).OfType<Change>()]);
}
