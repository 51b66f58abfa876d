using System.Globalization;

namespace QuotaKit.Http;

/// <summary>Reads the ISO 8601 times that vendors send.</summary>
public static class IsoTime
{
    private static readonly string[] _formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd",
    ];

    /// <summary>The time, in UTC. One without an offset is UTC: what it would be here must not depend on where the program runs.</summary>
    public static bool TryParse(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
