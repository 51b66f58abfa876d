namespace QuotaKit.HeyGen;

/// <summary>What the numbers of a <see cref="HeyGenPreflightReason"/> count, besides credits.</summary>
internal static class HeyGenPreflightUnits
{
    public static QuotaUnit Seconds { get; } = QuotaUnit.Of("seconds");

    public static QuotaUnit Bytes { get; } = QuotaUnit.Of("bytes");

    public static QuotaUnit Pixels { get; } = QuotaUnit.Of("pixels");

    public static QuotaUnit Scenes { get; } = QuotaUnit.Of("scenes");

    public static QuotaUnit Characters { get; } = QuotaUnit.Of("characters");

    public static QuotaUnit Looks { get; } = QuotaUnit.Of("looks");

    public static QuotaUnit AvatarGroups { get; } = QuotaUnit.Of("avatar groups");

    /// <summary>The seconds of a length, without the rounding of <see cref="TimeSpan.TotalSeconds"/>.</summary>
    public static decimal ToSeconds(this TimeSpan length) => (decimal)length.Ticks / TimeSpan.TicksPerSecond;
}
