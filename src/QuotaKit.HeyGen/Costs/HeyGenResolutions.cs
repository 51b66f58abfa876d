namespace QuotaKit.HeyGen;

/// <summary>The resolution of a video, and its name as HeyGen prints it.</summary>
public static class HeyGenResolutions
{
    private const int Side720 = 720;
    private const int Side1080 = 1080;

    /// <summary>The least resolution that holds a video of this size. Upright or lying makes no difference.</summary>
    /// <param name="width">In pixels, above zero.</param>
    /// <param name="height">In pixels, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is zero or negative.</exception>
    public static HeyGenResolution Of(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        // "720p" counts the lines of a lying picture, which is the shorter side of any. HeyGen has nothing between 1080p and 4k,
        // so a plan that stops at 1080p refuses 1440p too.
        return Math.Min(width, height) switch
        {
            <= Side720 => HeyGenResolution.P720,
            <= Side1080 => HeyGenResolution.P1080,
            _ => HeyGenResolution.P4K,
        };
    }

    /// <summary>The name that HeyGen prints: <c>"720p"</c>, <c>"1080p"</c> or <c>"4k"</c>.</summary>
    /// <param name="resolution">The resolution.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the three.</exception>
    public static string ToName(this HeyGenResolution resolution) => resolution switch
    {
        HeyGenResolution.P720 => "720p",
        HeyGenResolution.P1080 => "1080p",
        HeyGenResolution.P4K => "4k",
        _ => throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "There is no such resolution."),
    };

    /// <summary>How long the shorter side may be, in pixels; null when any length that HeyGen takes will do.</summary>
    internal static int? LongestShorterSide(this HeyGenResolution resolution) => resolution switch
    {
        HeyGenResolution.P720 => Side720,
        HeyGenResolution.P1080 => Side1080,
        _ => null,
    };
}
