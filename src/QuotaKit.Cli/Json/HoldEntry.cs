namespace QuotaKit.Cli.Json;

/// <summary>A reservation as data.</summary>
/// <param name="Id">The id.</param>
/// <param name="State"><c>held</c>, <c>committed</c>, <c>released</c> or <c>expired</c>.</param>
/// <param name="IsNew">Whether this command made it.</param>
/// <param name="IsFlagged">Whether it was committed above its amount, or after a release.</param>
/// <param name="ReservedAt">The time of the reservation.</param>
/// <param name="ExpiresAt">The end of the lease.</param>
/// <param name="Note">The note; null when there is none.</param>
/// <param name="Spends">The amounts.</param>
internal sealed record HoldEntry(
    string Id, string State, bool IsNew, bool IsFlagged, DateTimeOffset ReservedAt, DateTimeOffset ExpiresAt, string? Note, IReadOnlyList<SpendEntry> Spends)
{
    public static HoldEntry Of(QuotaReservation hold) => new(
        hold.Id,
        hold.State.ToString().ToLowerInvariant(),
        hold.IsNew,
        hold.IsFlagged,
        hold.ReservedAt,
        hold.ExpiresAt,
        hold.Note,
        [.. hold.Spends.Select((s, i) => new SpendEntry(s.Account, s.Amount, s.Unit.Name, s.Balance, s.Budget, s.Concurrency, hold.Actual?[i]))]);
}
