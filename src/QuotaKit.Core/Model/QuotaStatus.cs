using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>How things stand, in order of severity: of two, the greater is the worse.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuotaStatus>))]
public enum QuotaStatus
{
    /// <summary>Neither what remains nor the used share is known.</summary>
    Unknown,

    /// <summary>Something is left and no threshold is passed. A prepaid balance of unknown limit is Normal while it is above zero.</summary>
    Normal,

    /// <summary>The used share has reached <see cref="QuotaThresholds.Warning"/>.</summary>
    Warning,

    /// <summary>The used share has reached <see cref="QuotaThresholds.Critical"/>.</summary>
    Critical,

    /// <summary>Nothing is left, or the limit is zero.</summary>
    Exhausted,

    /// <summary>The vendor says that the account is not active, whatever its numbers are.</summary>
    Inactive,
}
