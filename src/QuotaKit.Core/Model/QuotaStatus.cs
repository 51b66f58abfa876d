using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>The status of a balance or an account. A greater value is worse.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuotaStatus>))]
public enum QuotaStatus
{
    /// <summary>The status is not known: an amount is missing, or neither a limit nor an amount threshold is set.</summary>
    Unknown,

    /// <summary>No threshold is reached.</summary>
    Normal,

    /// <summary>The share used is at least <see cref="QuotaThresholds.Warning"/>. Without a known limit: less than
    /// <see cref="QuotaThresholds.WarningRemaining"/> is left.</summary>
    Warning,

    /// <summary>The share used is at least <see cref="QuotaThresholds.Critical"/>. Without a known limit: less than
    /// <see cref="QuotaThresholds.CriticalRemaining"/> is left.</summary>
    Critical,

    /// <summary>Nothing is left, or the limit is zero.</summary>
    Exhausted,

    /// <summary>The vendor reports the account as inactive, whatever its balances are.</summary>
    Inactive,
}
