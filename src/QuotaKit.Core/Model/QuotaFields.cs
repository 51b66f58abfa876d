using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>A set of a balance's three numbers.</summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<QuotaFields>))]
public enum QuotaFields
{
    /// <summary>No number.</summary>
    None = 0,

    /// <summary><see cref="QuotaBalance.Used"/>.</summary>
    Used = 1,

    /// <summary><see cref="QuotaBalance.Limit"/>.</summary>
    Limit = 2,

    /// <summary><see cref="QuotaBalance.Remaining"/>.</summary>
    Remaining = 4,
}
