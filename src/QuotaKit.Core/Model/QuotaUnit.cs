using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>The unit of a balance. <see cref="Of"/> creates units that are not listed here.</summary>
/// <remarks>Two units are equal when their names are. The default value is <see cref="Unspecified"/>.</remarks>
[JsonConverter(typeof(QuotaUnitConverter))]
public readonly struct QuotaUnit : IEquatable<QuotaUnit>
{
    private readonly string? _name;
    private readonly string? _symbol;

    private QuotaUnit(string name, string symbol) => (_name, _symbol) = (name, symbol);

    /// <summary>Credits of the vendor.</summary>
    public static QuotaUnit Credits { get; } = new("credits", "cr");

    /// <summary>Minutes of video, audio or text.</summary>
    public static QuotaUnit Minutes { get; } = new("minutes", "min");

    /// <summary>Requests to an API.</summary>
    public static QuotaUnit Requests { get; } = new("requests", "req");

    /// <summary>Whole videos.</summary>
    public static QuotaUnit Videos { get; } = new("videos", "videos");

    /// <summary>Whole images.</summary>
    public static QuotaUnit Images { get; } = new("images", "images");

    /// <summary>US dollars.</summary>
    public static QuotaUnit Usd { get; } = new("usd", "US$");

    /// <summary>The vendor does not document the unit.</summary>
    public static QuotaUnit Unspecified => default;

    /// <summary>The stable name, also used in JSON: <c>"credits"</c>.</summary>
    public string Name => _name ?? "unspecified";

    /// <summary>The short form for people: <c>"cr"</c>. Empty for <see cref="Unspecified"/>; the name for units made by <see cref="Of"/>.</summary>
    public string Symbol => _symbol ?? "";

    /// <summary>Returns the unit with this name: one of the units here, or a new one whose symbol is its name.</summary>
    /// <param name="name">The name, as in <c>QuotaUnit.Of("seats")</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    public static QuotaUnit Of(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name switch
        {
            "credits" => Credits,
            "minutes" => Minutes,
            "requests" => Requests,
            "videos" => Videos,
            "images" => Images,
            "usd" => Usd,
            "unspecified" => Unspecified,
            _ => new QuotaUnit(WellFormed.Of(name), WellFormed.Of(name)),
        };
    }

    /// <summary>Whether the names are equal.</summary>
    public static bool operator ==(QuotaUnit left, QuotaUnit right) => left.Equals(right);

    /// <summary>Whether the names are different.</summary>
    public static bool operator !=(QuotaUnit left, QuotaUnit right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(QuotaUnit other) => string.Equals(Name, other.Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is QuotaUnit other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns the <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
