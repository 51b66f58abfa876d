using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>How a balance comes about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuotaKind>))]
public enum QuotaKind
{
    /// <summary>So much per period; it comes back at the reset.</summary>
    Allowance,

    /// <summary>Prepaid; it goes down until somebody pays again.</summary>
    Balance,

    /// <summary>One of the vendor's extras, such as free videos. It never moves a status.</summary>
    Bonus,
}
