using System.Globalization;

namespace QuotaKit.Http;

/// <summary>Reads the ISO 8601 times that vendors send.</summary>
public static class IsoTime
{
    private static readonly string[] _formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd",
    ];

    /// <summary>Reads a time and converts it to UTC. A time without an offset is taken as UTC, so that the result does not depend on the machine's
    /// time zone.</summary>
    /// <param name="text">The text; null or invalid text is not read.</param>
    /// <param name="time">The time.</param>
    public static bool TryParse(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
