using QuotaKit.Http;

namespace QuotaKit.Acme;

/// <summary>One of Acme's meters.</summary>
internal readonly record struct AcmeMeter
{
    public string? Name { get; private init; }

    public decimal? Used { get; private init; }

    /// <summary>Null when it is unknown, and also when the meter is unlimited.</summary>
    public decimal? Included { get; private init; }

    public bool IsUnlimited { get; private init; }

    public static AcmeMeter Read(WireObject json)
    {
        // Acme writes the word where the number would stand. Read as a number, it would be an error.
        var isUnlimited = json.Text("included"u8) == "unlimited";
        return new AcmeMeter
        {
            Name = json.Text("name"u8),
            Used = json.Number("used"u8),
            Included = isUnlimited ? null : json.Number("included"u8),
            IsUnlimited = isUnlimited,
        };
    }
}
