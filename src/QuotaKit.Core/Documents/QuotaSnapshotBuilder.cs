using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Builds a snapshot: computes the third number of a balance from the other two, sets each balance's status, and collects warnings.</summary>
/// <param name="provider">The vendor's id.</param>
/// <param name="account">The account's name.</param>
/// <param name="retrievedAt">When the request was sent.</param>
/// <param name="thresholds">The thresholds for the statuses Warning and Critical.</param>
/// <param name="warnings">The first warnings; null for none.</param>
public sealed class QuotaSnapshotBuilder(
    string provider, string account, DateTimeOffset retrievedAt, QuotaThresholds thresholds, IEnumerable<string>? warnings = null)
{
    private const int MostBalances = 256;
    private const int LongestName = 100;

    private readonly List<QuotaBalance> _balances = [];
    private int _leftOut;
    private List<string>? _warnings = warnings is null ? null : [.. warnings];

    /// <summary>The name of the plan; null when the vendor does not say.</summary>
    public string? Plan { get; set; }

    /// <summary>Whether the account is active; null when the vendor does not say.</summary>
    public bool? IsActive { get; set; }

    /// <summary>The vendor's id for the request; null when it sent none.</summary>
    public string? RequestId { get; set; }

    /// <summary>The document that <see cref="QuotaSnapshot.RawJson"/> will show, as UTF-8. Set it to remove personal data. Getting and setting it
    /// copies the bytes.</summary>
    public byte[]? RawUtf8
    {
        get => (byte[]?)Body?.Clone();
        set => Body = (byte[]?)value?.Clone();
    }

    /// <summary>The document itself, without a copy. Its bytes must not be changed.</summary>
    internal byte[]? Body { get; set; }

    /// <summary>The response, which collects the warnings: reading it adds warnings after the builder was created. Null when there is none.</summary>
    internal QuotaDocument? Document { get; init; }

    /// <summary>The amounts that the vendor advises as thresholds, by the key of a balance. Used where the user has set none.</summary>
    internal IReadOnlyDictionary<string, QuotaThresholds>? Advice { get; init; }

    /// <summary>Adds a warning, such as about a contradiction in the document.</summary>
    /// <param name="warning">One sentence.</param>
    public void Warn(string warning)
    {
        if (Document is { } document)
            document.Warn(warning);
        else
            (_warnings ??= []).Add(warning);
    }

    /// <summary>Adds a copy of a balance. Set its numbers as the vendor sent them: a missing one is computed from the others if possible.</summary>
    /// <param name="balance">The balance. Its Status is kept if it is worse than the computed one.</param>
    public void Add(QuotaBalance balance)
    {
        ArgumentNullException.ThrowIfNull(balance);
        Take(balance with { });
    }

    /// <summary>Adds a balance without copying it: its missing numbers and its status are set in the given object.</summary>
    /// <param name="balance">A balance created for this snapshot. If it already belongs to a snapshot or a builder, a copy is added as by
    /// <see cref="Add"/>.</param>
    public void Take(QuotaBalance balance)
    {
        ArgumentNullException.ThrowIfNull(balance);
        // No vendor has that many. A hostile document with thousands of them must not cost minutes of CPU time.
        if (_balances.Count == MostBalances)
        {
            _leftOut++;
            return;
        }

        balance = WithHarmlessNames(balance);
        if (balance.IsKept)
            balance = balance with { };
        foreach (var other in _balances)
        {
            if (other.Key == balance.Key)
            {
                Warn($"There are two balances named '{balance.Key}'; the second is left out.");
                return;
            }
        }

        var (used, limit, remaining, derived) = Complete(balance);
        var status = balance.IsUnlimited ? QuotaStatus.Normal : StatusOf(balance, used, limit, remaining);
        balance.Complete(used, limit, remaining, balance.Derived | derived, status > balance.Status ? status : balance.Status);
        balance.Keep();
        _balances.Add(balance);
    }

    /// <summary>Creates the snapshot.</summary>
    /// <exception cref="ArgumentException">No balance was added.</exception>
    public QuotaSnapshot Build()
    {
        if (_leftOut > 0)
            Warn($"Only the first {MostBalances} balances are included; {_leftOut} more are left out.");
        _leftOut = 0;
        return new QuotaSnapshot
        {
            Provider = provider,
            Account = account,
            RetrievedAt = retrievedAt,
            Balances = _balances,
            Plan = VendorText.Clean(Plan, Document?.Scrubber),
            IsActive = IsActive,
            RequestId = VendorText.Clean(RequestId, Document?.Scrubber),
            Warnings = Document?.Warnings ?? _warnings ?? (IReadOnlyList<string>)[],
            RawUtf8 = Body,
        };
    }

    /// <summary>The balance itself; or a copy if one of its names is very long or cannot be shown safely.</summary>
    private static QuotaBalance WithHarmlessNames(QuotaBalance balance)
    {
        var key = QuotaText.OneLine(balance.Key, LongestName);
        var label = QuotaText.OneLine(balance.Label, LongestName);
        var unit = QuotaText.OneLine(balance.Unit.Name, LongestName);
        return ReferenceEquals(key, balance.Key) && ReferenceEquals(label, balance.Label) && ReferenceEquals(unit, balance.Unit.Name)
            ? balance
            : balance with { Key = key, Label = label, Unit = string.IsNullOrWhiteSpace(unit) ? QuotaUnit.Unspecified : QuotaUnit.Of(unit) };
    }

    private QuotaStatus StatusOf(QuotaBalance balance, decimal? used, decimal? limit, decimal? remaining)
    {
        var own = thresholds.For(balance.Key);
        // Amounts set for the whole account are meant for its main balances, not for a bonus.
        var isForOthers = balance.Kind == QuotaKind.Bonus && ReferenceEquals(own, thresholds);
        return own.StatusOf(used, limit, remaining, usesAmounts: !isForOthers, Advice?.GetValueOrDefault(balance.Key));
    }

    private (decimal? Used, decimal? Limit, decimal? Remaining, QuotaFields Derived) Complete(QuotaBalance balance)
    {
        if (balance.IsUnlimited)
            return (balance.Used, null, null, QuotaFields.None);
        switch (balance)
        {
            case { Used: { } used, Limit: { } limit, Remaining: { } remaining }:
                if (used + remaining != limit)
                    Warn(Contradiction(balance.Key, used, limit, remaining));
                break;
            case { Used: { } used, Limit: { } limit }:
                return (used, limit, limit - used, QuotaFields.Remaining);
            case { Used: { } used, Remaining: { } remaining }:
                return (used, used + remaining, remaining, QuotaFields.Limit);
            case { Limit: { } limit, Remaining: { } remaining } when remaining > limit:
                Warn($"'{balance.Key}': more remains than the limit, as after a top-up; what was used is not known.");
                break;
            case { Limit: { } limit, Remaining: { } remaining }:
                return (limit - remaining, limit, remaining, QuotaFields.Used);
        }

        return (balance.Used, balance.Limit, balance.Remaining, QuotaFields.None);
    }

    private static string Contradiction(string key, decimal used, decimal limit, decimal remaining) =>
        $"'{key}': {QuotaText.Number(used)} used and {QuotaText.Number(remaining)} remaining do not add up to the limit of " +
        $"{QuotaText.Number(limit)}; the vendor's remaining amount is kept.";
}
