using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>What a balance counts. Open: <see cref="Of"/> makes a unit of the vendor's own.</summary>
/// <remarks>Two units are equal when their names are. The default value is <see cref="Unspecified"/>.</remarks>
[JsonConverter(typeof(QuotaUnitConverter))]
public readonly struct QuotaUnit : IEquatable<QuotaUnit>
{
    private readonly string? _name;
    private readonly string? _symbol;

    private QuotaUnit(string name, string symbol) => (_name, _symbol) = (name, symbol);

    /// <summary>A vendor's credits.</summary>
    public static QuotaUnit Credits { get; } = new("credits", "cr");

    /// <summary>Minutes of video, audio or text.</summary>
    public static QuotaUnit Minutes { get; } = new("minutes", "min");

    /// <summary>Calls of an API.</summary>
    public static QuotaUnit Requests { get; } = new("requests", "req");

    /// <summary>Whole videos.</summary>
    public static QuotaUnit Videos { get; } = new("videos", "videos");

    /// <summary>Whole images.</summary>
    public static QuotaUnit Images { get; } = new("images", "images");

    /// <summary>US dollars.</summary>
    public static QuotaUnit Usd { get; } = new("usd", "US$");

    /// <summary>The vendor does not say what it counts.</summary>
    public static QuotaUnit Unspecified => default;

    /// <summary>The unit's stable name, as JSON has it: <c>"credits"</c>.</summary>
    public string Name => _name ?? "unspecified";

    /// <summary>A short form for people: <c>"cr"</c>. Empty for <see cref="Unspecified"/>; the name for a vendor's own unit.</summary>
    public string Symbol => _symbol ?? "";

    /// <summary>The unit of that name: one of the units here, or a new one whose symbol is its name.</summary>
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

    /// <summary>Whether both have the same <see cref="Name"/>.</summary>
    public static bool operator ==(QuotaUnit left, QuotaUnit right) => left.Equals(right);

    /// <summary>Whether the names differ.</summary>
    public static bool operator !=(QuotaUnit left, QuotaUnit right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(QuotaUnit other) => string.Equals(Name, other.Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is QuotaUnit other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
