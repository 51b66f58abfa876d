using System.Diagnostics;
using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>One resource of an account that can run out, such as credits or video minutes.</summary>
/// <remarks>All amounts are in <see cref="Unit"/>. An unknown number is null, never zero.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(QuotaBalanceConverter))]
public sealed record QuotaBalance
{
    private decimal? _used;
    private decimal? _limit;
    private decimal? _remaining;
    private QuotaFields _derived;
    private QuotaStatus _status;
    private KeptMark _kept;

    /// <summary>The stable name in snake_case, unique within the snapshot: <c>"credits"</c>, <c>"video_minutes"</c>, <c>"requests"</c>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required string Key
    {
        get;
        init => field = WellFormed.Of(value ?? throw new ArgumentNullException(nameof(Key)));
    }

    /// <summary>The name for people: <c>"Video minutes"</c>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required string Label
    {
        get;
        init => field = WellFormed.Of(value ?? throw new ArgumentNullException(nameof(Label)));
    }

    /// <summary>The unit of all amounts.</summary>
    public required QuotaUnit Unit { get; init; }

    /// <summary>The kind: an allowance per period, a prepaid balance, or a bonus.</summary>
    public required QuotaKind Kind { get; init; }

    /// <summary>The amount used; null when unknown.</summary>
    public decimal? Used
    {
        get => _used;
        init => _used = value;
    }

    /// <summary>The amount that can be used in all; null when unknown or unlimited.</summary>
    public decimal? Limit
    {
        get => _limit;
        init => _limit = value;
    }

    /// <summary>The amount left, as the vendor reports it; negative past the limit. Null when unknown or unlimited.</summary>
    public decimal? Remaining
    {
        get => _remaining;
        init => _remaining = value;
    }

    /// <summary>The numbers that QuotaKit computed from the other two.</summary>
    public QuotaFields Derived
    {
        get => _derived;
        init => _derived = value;
    }

    /// <summary>The numbers that come from the account's options, such as the limit of a plan.</summary>
    public QuotaFields Configured { get; init; }

    /// <summary>Whether the vendor sets no limit. <see cref="Limit"/> and <see cref="Remaining"/> are then null.</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>The start of the current period; null when unknown or without periods.</summary>
    public DateTimeOffset? PeriodStart { get; init; }

    /// <summary>The next reset, when the balance is full again; null when unknown or when it never resets.</summary>
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>The status, by the thresholds that applied when the balance was read. <see cref="QuotaSnapshotBuilder"/> sets it.</summary>
    public QuotaStatus Status
    {
        get => _status;
        init => _status = value;
    }

    /// <summary>The amount used beyond the limit; 0 when there is none or when it is unknown.</summary>
    public decimal Overage => this switch
    {
        { Remaining: < 0 } => -Remaining.Value,
        // Some vendors stop counting Remaining at zero.
        { Remaining: null or 0, Used: { } used, Limit: { } limit } when used > limit => used - limit,
        _ => 0,
    };

    /// <summary>Used divided by Limit: 0.25 is a quarter, more than 1 is past the limit. Null when either is unknown or the limit is 0.</summary>
    public double? UsedRatio => Used is { } used && Limit is { } limit && limit != 0 ? (double)used / (double)limit : null;

    /// <summary>Whether the balance belongs to a snapshot or a builder. It must not be completed again then.</summary>
    internal bool IsKept => ReferenceEquals(_kept.Balance, this);

    /// <summary>Marks the balance as belonging to a snapshot or a builder.</summary>
    internal void Keep() => _kept = new KeptMark(this);

    /// <summary>Sets the values that <see cref="QuotaSnapshotBuilder"/> computes. Only for a balance that nobody else has seen.</summary>
    internal void Complete(decimal? used, decimal? limit, decimal? remaining, QuotaFields derived, QuotaStatus status) =>
        (_used, _limit, _remaining, _derived, _status) = (used, limit, remaining, derived, status);

    /// <summary>Describes the balance on one line: <c>video_minutes: 98 of 14400 minutes used, 14302 left (Normal)</c>.</summary>
    public override string ToString() => QuotaText.Describe(this);

    /// <summary>Marks a balance that belongs to a snapshot or a builder. It holds the balance itself, because <c>with</c> copies the mark and
    /// the copy belongs to nobody. Two marks are always equal, so that balances are compared without them.</summary>
    private readonly struct KeptMark(QuotaBalance balance) : IEquatable<KeptMark>
    {
        public QuotaBalance? Balance { get; } = balance;

        public bool Equals(KeptMark other) => true;

        public override bool Equals(object? obj) => obj is KeptMark;

        public override int GetHashCode() => 0;
    }
}
