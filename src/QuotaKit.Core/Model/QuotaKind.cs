using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>The kinds of balances.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuotaKind>))]
public enum QuotaKind
{
    /// <summary>An amount per period, renewed at each reset.</summary>
    Allowance,

    /// <summary>A prepaid amount that decreases until it is paid again.</summary>
    Balance,

    /// <summary>An extra, such as free videos. It does not count for <see cref="QuotaSnapshot.Status"/>.</summary>
    Bonus,
}
