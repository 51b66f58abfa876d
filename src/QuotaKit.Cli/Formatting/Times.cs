using System.Globalization;

namespace QuotaKit.Cli.Formatting;

/// <summary>Formats points in time and durations.</summary>
internal static class Times
{
    // A day that is further away than this is printed with its year.
    private static readonly TimeSpan _needsYear = TimeSpan.FromDays(300);

    private static readonly TimeSpan _countedInDays = TimeSpan.FromDays(2);

    /// <summary>Formats a duration in its largest unit: <c>12 d</c>.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 60 } => Text($"{Math.Floor(duration.TotalSeconds)} s"),
        { TotalMinutes: < 60 } => Text($"{Math.Floor(duration.TotalMinutes)} min"),
        _ when duration < _countedInDays => Text($"{Math.Round(duration.TotalHours)} h"),
        _ => Text($"{Math.Round(duration.TotalDays)} d"),
    };

    /// <summary>Formats the day in the local time zone: <c>Jun 1</c>.</summary>
    public static string Day(DateTimeOffset time, TimeProvider clock) =>
        Local(time, clock).ToString((time - clock.GetUtcNow()).Duration() > _needsYear ? "MMM d yyyy" : "MMM d", CultureInfo.InvariantCulture);

    /// <summary>Formats the local day and its distance: <c>Jun 1, in 12 d</c>.</summary>
    public static string DayAndDistance(DateTimeOffset time, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var distance = time - now;
        // Calendar days, so that the distance matches the printed day.
        if (distance.Duration() >= _countedInDays)
            distance = Local(time, clock).Date - Local(now, clock).Date;
        return $"{Day(time, clock)}, {(distance < TimeSpan.Zero ? $"{Duration(-distance)} ago" : $"in {Duration(distance)}")}";
    }

    /// <summary>Formats in UTC, the same on every machine: <c>2026-06-01T00:00:00Z</c>.</summary>
    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Local(DateTimeOffset time, TimeProvider clock) => TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
