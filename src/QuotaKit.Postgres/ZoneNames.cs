using System.Globalization;

namespace QuotaKit;

/// <summary>Converts time zones of this machine to the names that PostgreSQL knows, and back.</summary>
internal static class ZoneNames
{
    /// <summary>Returns an IANA name, or an offset such as <c>+09:00</c> for a zone that has none.</summary>
    /// <exception cref="QuotaException">The zone has daylight saving but no IANA name. PostgreSQL might take another name for a number of hours.</exception>
    public static string Of(QuotaBudget budget)
    {
        var zone = budget.TimeZone;
        if (zone.Equals(TimeZoneInfo.Utc))
            return "UTC";
        if (zone.HasIanaId)
            return zone.Id;
        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var name))
            return name;
        // A zone of the app's own. Without daylight saving its offset says all.
        return zone.GetAdjustmentRules().Length == 0 ? Offset(zone) : throw LedgerErrors.Of(
            $"The time zone '{zone.Id}' of the budget '{budget.Name}' has no IANA name, so PostgreSQL does not know it. Use one like 'Europe/Berlin'.");
    }

    /// <summary>Returns the zone of a name that was stored; UTC when this machine does not know it. Stored amounts keep their period in any case.</summary>
    public static TimeZoneInfo Find(string name)
    {
        if (name[0] is '+' or '-')
        {
            var offset = TimeSpan.ParseExact(name[1..], @"hh\:mm", CultureInfo.InvariantCulture);
            return TimeZoneInfo.CreateCustomTimeZone(name, name[0] == '-' ? -offset : offset, name, name);
        }

        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return TimeZoneInfo.Utc;
        }
    }

    private static string Offset(TimeZoneInfo zone) =>
        zone.BaseUtcOffset.ToString(zone.BaseUtcOffset < TimeSpan.Zero ? @"\-hh\:mm" : @"\+hh\:mm", CultureInfo.InvariantCulture);
}
