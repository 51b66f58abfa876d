namespace QuotaKit.Cli.Tests;

/// <summary>Noon of May 20th 2026 in UTC, whatever machine the tests run on.</summary>
internal sealed class FixedClock : TimeProvider
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 20, 12, 0, 0, TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Noon;
}
