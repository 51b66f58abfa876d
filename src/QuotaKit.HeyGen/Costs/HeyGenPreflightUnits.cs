namespace QuotaKit.HeyGen;

/// <summary>The units of a <see cref="HeyGenPreflightReason"/>, besides credits and US dollars.</summary>
internal static class HeyGenPreflightUnits
{
    public static QuotaUnit Seconds { get; } = QuotaUnit.Of("seconds");

    public static QuotaUnit Bytes { get; } = QuotaUnit.Of("bytes");

    public static QuotaUnit Pixels { get; } = QuotaUnit.Of("pixels");

    public static QuotaUnit Scenes { get; } = QuotaUnit.Of("scenes");

    public static QuotaUnit Characters { get; } = QuotaUnit.Of("characters");

    public static QuotaUnit Looks { get; } = QuotaUnit.Of("looks");

    public static QuotaUnit AvatarGroups { get; } = QuotaUnit.Of("avatar groups");

    /// <summary>Converts a length to seconds, without the rounding of <see cref="TimeSpan.TotalSeconds"/>.</summary>
    public static decimal ToSeconds(this TimeSpan length) => (decimal)length.Ticks / TimeSpan.TicksPerSecond;
}
