using System.Globalization;

namespace QuotaKit.Postgres.Tests.Faults;

/// <summary>The numbers of faults in the fault tests. Variables make a long run.</summary>
internal static class FaultSettings
{
    /// <summary>The number of connections that are cut or ended, or servers killed; <c>QUOTAKIT_GUARD_KILLS</c>.</summary>
    public static int Kills(int fallback) =>
        Environment.GetEnvironmentVariable("QUOTAKIT_GUARD_KILLS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
