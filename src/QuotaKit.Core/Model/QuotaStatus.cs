using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>How things stand, in order of severity: of two, the greater is the worse.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuotaStatus>))]
public enum QuotaStatus
{
    /// <summary>Nothing can be said: an amount is unknown, or no limit and no amount threshold tells whether it is little.</summary>
    Unknown,

    /// <summary>No threshold is passed.</summary>
    Normal,

    /// <summary>The used share has reached <see cref="QuotaThresholds.Warning"/> or, where no limit is known, less than
    /// <see cref="QuotaThresholds.WarningRemaining"/> remains.</summary>
    Warning,

    /// <summary>The used share has reached <see cref="QuotaThresholds.Critical"/> or, where no limit is known, less than
    /// <see cref="QuotaThresholds.CriticalRemaining"/> remains.</summary>
    Critical,

    /// <summary>Nothing is left, or the limit is zero.</summary>
    Exhausted,

    /// <summary>The vendor says that the account is not active, whatever its numbers are.</summary>
    Inactive,
}
