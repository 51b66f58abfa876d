using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Json;

/// <summary>What <c>quotakit watch --json</c> prints for each round.</summary>
/// <param name="Time">When it was read.</param>
/// <param name="Results">As <c>show</c> has them.</param>
/// <param name="Changes">What is not as it was in the round before.</param>
internal sealed record WatchDocument(DateTimeOffset Time, IReadOnlyList<AccountEntry> Results, IReadOnlyList<Change> Changes) : CliDocument("watch")
{
    public static WatchDocument Of(WatchRound round) => new(
        round.Time,
        [.. round.Results.Select(AccountEntry.Of)],
        [.. QuotaRow.Of(round.Results, round.Changes).Select(r => r.Change).OfType<Change>()]);
}
