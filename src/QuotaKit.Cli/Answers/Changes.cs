using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Answers;

/// <summary>Finds what has changed since the previous round of <c>quotakit watch</c>.</summary>
/// <param name="before">The results of the previous round; null in the first round.</param>
internal sealed class Changes(IReadOnlyList<QuotaResult>? before)
{
    private readonly Dictionary<(string Account, string? Balance), QuotaRow>? _before = before is null
        ? null
        : QuotaRow.Of(before).DistinctBy(KeyOf).ToDictionary(KeyOf);

    /// <summary>Returns the change of a row; null when it has not changed, and in the first round.</summary>
    public Change? Of(QuotaRow row)
    {
        if (_before is null)
            return null;
        if (!_before.TryGetValue(KeyOf(row), out var old))
            return new Change(row.Result.Name, row.Balance?.Key, null);
        if (IsSame(old, row))
            return null;
        var delta = Amounts.Difference(row.Balance?.Remaining, old.Balance?.Remaining);
        return new Change(row.Result.Name, row.Balance?.Key, delta == 0 ? null : delta);
    }

    private static (string, string?) KeyOf(QuotaRow row) => (row.Result.Name, row.Balance?.Key);

    private static bool IsSame(QuotaRow old, QuotaRow row) =>
        old.StatusText == row.StatusText
        && old.Balance?.Used == row.Balance?.Used
        && old.Balance?.Limit == row.Balance?.Limit
        && old.Balance?.Remaining == row.Balance?.Remaining
        && old.Balance?.IsUnlimited == row.Balance?.IsUnlimited
        && old.Balance?.ResetsAt == row.Balance?.ResetsAt;
}
