using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Puts a snapshot together: derives the third number from two, sets each balance's status, and keeps the warnings.</summary>
/// <param name="provider">The vendor's id.</param>
/// <param name="account">The account's name.</param>
/// <param name="retrievedAt">When the request was sent.</param>
/// <param name="thresholds">When a balance is in warning or critical.</param>
/// <param name="warnings">Warnings to begin with, or null.</param>
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

    /// <summary>Replaces the document that <see cref="QuotaSnapshot.RawJson"/> shows, such as by one without personal data. The builder has a
    /// copy, and gives one.</summary>
    public byte[]? RawUtf8
    {
        get => (byte[]?)Body?.Clone();
        set => Body = (byte[]?)value?.Clone();
    }

    /// <summary>The document itself, which nobody changes any more.</summary>
    internal byte[]? Body { get; set; }

    /// <summary>Takes the warnings when there is one: reading it goes on warning after the snapshot was started.</summary>
    internal QuotaDocument? Document { get; init; }

    /// <summary>The vendor's own amount thresholds by balance, used where the user sets none.</summary>
    internal IReadOnlyDictionary<string, QuotaThresholds>? Advice { get; init; }

    /// <summary>Notes a contradiction or a surprise.</summary>
    /// <param name="warning">One sentence.</param>
    public void Warn(string warning)
    {
        if (Document is { } document)
            document.Warn(warning);
        else
            (_warnings ??= []).Add(warning);
    }

    /// <summary>Adds a balance whose numbers are as the vendor sent them; the one that is missing is derived where it can be.</summary>
    /// <param name="balance">The balance, which stays as it is: the snapshot has a copy. A Status already set counts when it is the worse.</param>
    public void Add(QuotaBalance balance)
    {
        ArgumentNullException.ThrowIfNull(balance);
        Take(balance with { });
    }

    /// <summary>Like <see cref="Add"/>, without a copy: the balance itself is completed and is the snapshot's.</summary>
    /// <param name="balance">A balance made for this snapshot. One that another snapshot or builder has stays as it is: it is copied.</param>
    public void Take(QuotaBalance balance)
    {
        ArgumentNullException.ThrowIfNull(balance);
        // No vendor has as many; a document that does must not take minutes.
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

    /// <summary>The snapshot.</summary>
    /// <exception cref="ArgumentException">No balance was added.</exception>
    public QuotaSnapshot Build()
    {
        if (_leftOut > 0)
            Warn($"The first {MostBalances} balances are here; {_leftOut} more are left out.");
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

    /// <summary>The balance itself, unless a name in it is very long or not fit to be shown.</summary>
    private static QuotaBalance WithHarmlessNames(QuotaBalance balance)
    {
        var (key, label, unit) = (QuotaText.OneLine(balance.Key, LongestName), QuotaText.OneLine(balance.Label, LongestName), QuotaText.OneLine(balance.Unit.Name, LongestName));
        return ReferenceEquals(key, balance.Key) && ReferenceEquals(label, balance.Label) && ReferenceEquals(unit, balance.Unit.Name)
            ? balance
            : balance with { Key = key, Label = label, Unit = string.IsNullOrWhiteSpace(unit) ? QuotaUnit.Unspecified : QuotaUnit.Of(unit) };
    }

    private QuotaStatus StatusOf(QuotaBalance balance, decimal? used, decimal? limit, decimal? remaining)
    {
        var own = thresholds.For(balance.Key);
        // Amounts that are meant for the account's credits say nothing about its extras.
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
        $"'{key}': {QuotaText.Number(used)} used and {QuotaText.Number(remaining)} remaining do not make the limit of " +
        $"{QuotaText.Number(limit)}; the vendor's remaining stands.";
}
