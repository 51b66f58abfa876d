using System.Globalization;

namespace QuotaKit.Testing;

/// <summary>A billing period of vzla.io: a calendar month in UTC.</summary>
internal readonly record struct VzlaPeriod(DateTimeOffset Start, DateTimeOffset End)
{
    public static VzlaPeriod At(DateTimeOffset now)
    {
        var utc = now.UtcDateTime;
        var start = new DateTimeOffset(utc.Year, utc.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return new VzlaPeriod(start, start.AddMonths(1));
    }

    public static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
