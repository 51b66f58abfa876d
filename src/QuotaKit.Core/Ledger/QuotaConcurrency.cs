namespace QuotaKit;

/// <summary>Limits how many reservations of an account are in progress at the same time, such as the videos that a plan renders at once.</summary>
/// <remarks>A spend that names it takes one slot. Commit, release and expiry give the slot back; a commit that keeps the slot does not.</remarks>
/// <param name="Account">The account: <c>"heygen"</c>, <c>"heygen/team-a"</c>.</param>
/// <param name="Name">The name, as in <see cref="QuotaSpend.Concurrency"/>: <c>"videos"</c>. Letter case does not matter.</param>
/// <param name="Limit">The number of slots.</param>
public sealed record QuotaConcurrency(string Account, string Name, int Limit);
