namespace QuotaKit;

/// <summary>Converts time zones of this machine to the names that PostgreSQL knows, and back.</summary>
internal static class ZoneNames
{
    /// <exception cref="QuotaException">The zone has no IANA name. PostgreSQL might take another name for a number of hours.</exception>
    public static string Of(QuotaBudget budget)
    {
        var zone = budget.TimeZone;
        if (zone.Equals(TimeZoneInfo.Utc))
            return "UTC";
        if (zone.HasIanaId)
            return zone.Id;
        return TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var name) ? name : throw LedgerErrors.Of(
            $"The time zone '{zone.Id}' of the budget '{budget.Name}' has no IANA name, so PostgreSQL does not know it. Use one like 'Europe/Berlin'.");
    }

    /// <summary>Returns the zone of a name that was stored; UTC when this machine does not know it. Stored amounts keep their period in any case.</summary>
    public static TimeZoneInfo Find(string name)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return TimeZoneInfo.Utc;
        }
    }
}
