using System.Diagnostics;
using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>One thing that an account can run out of.</summary>
/// <remarks>All amounts are in <see cref="Unit"/>. A number that is not known is null, never zero.</remarks>
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

    /// <summary>A stable name in snake_case, unique in its snapshot: <c>"credits"</c>, <c>"video_minutes"</c>, <c>"requests"</c>.</summary>
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

    /// <summary>What is counted.</summary>
    public required QuotaUnit Unit { get; init; }

    /// <summary>Per period, prepaid, or one of the vendor's extras.</summary>
    public required QuotaKind Kind { get; init; }

    /// <summary>What is spent; null when unknown.</summary>
    public decimal? Used
    {
        get => _used;
        init => _used = value;
    }

    /// <summary>What may be spent in all; null when unknown or unlimited.</summary>
    public decimal? Limit
    {
        get => _limit;
        init => _limit = value;
    }

    /// <summary>What is left, signed as the vendor reports it and never clamped; null when unknown or unlimited.</summary>
    public decimal? Remaining
    {
        get => _remaining;
        init => _remaining = value;
    }

    /// <summary>Which of the three QuotaKit computed from the other two.</summary>
    public QuotaFields Derived
    {
        get => _derived;
        init => _derived = value;
    }

    /// <summary>Which of the three came from the user's own options, such as the limit of a plan.</summary>
    public QuotaFields Configured { get; init; }

    /// <summary>The vendor sets no limit. <see cref="Limit"/> and <see cref="Remaining"/> are then null.</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>When the period began; null when unknown or when there is none.</summary>
    public DateTimeOffset? PeriodStart { get; init; }

    /// <summary>When the balance is full again; null when unknown or when it never is by itself.</summary>
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>How this balance stands by the thresholds in force when it was read. <see cref="QuotaSnapshotBuilder"/> sets it, and derives
    /// the third number from two.</summary>
    public QuotaStatus Status
    {
        get => _status;
        init => _status = value;
    }

    /// <summary>How far past the limit; 0 when not past it, or when that is unknown.</summary>
    public decimal Overage => this switch
    {
        { Remaining: < 0 } => -Remaining.Value,
        // Some vendors stop counting Remaining at zero.
        { Remaining: null or 0, Used: { } used, Limit: { } limit } when used > limit => used - limit,
        _ => 0,
    };

    /// <summary>Used ÷ Limit: 0.25 is a quarter, above 1 is past the limit. Null when either is unknown or the limit is 0.</summary>
    public double? UsedRatio => Used is { } used && Limit is { } limit && limit != 0 ? (double)used / (double)limit : null;

    /// <summary>Whether a snapshot has this balance, or will have it: nobody may complete it then.</summary>
    internal bool IsKept => ReferenceEquals(_kept.Balance, this);

    /// <summary>Makes the balance a snapshot's own.</summary>
    internal void Keep() => _kept = new KeptMark(this);

    /// <summary>Sets what <see cref="QuotaSnapshotBuilder"/> works out, before anybody else sees the balance.</summary>
    internal void Complete(decimal? used, decimal? limit, decimal? remaining, QuotaFields derived, QuotaStatus status) =>
        (_used, _limit, _remaining, _derived, _status) = (used, limit, remaining, derived, status);

    /// <summary>One line: <c>video_minutes: 98 of 14400 minutes used, 14302 left (Normal)</c>.</summary>
    public override string ToString() => QuotaText.Describe(this);

    /// <summary>Marks a balance that a snapshot has. It names the balance, because a copy has the mark too. No part of a balance's value: two
    /// marks are always equal.</summary>
    private readonly struct KeptMark(QuotaBalance balance) : IEquatable<KeptMark>
    {
        public QuotaBalance? Balance { get; } = balance;

        public bool Equals(KeptMark other) => true;

        public override bool Equals(object? obj) => obj is KeptMark;

        public override int GetHashCode() => 0;
    }
}
