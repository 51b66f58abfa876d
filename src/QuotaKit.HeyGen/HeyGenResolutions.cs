namespace QuotaKit.HeyGen;

/// <summary>The resolution of a video, and its name as HeyGen prints it.</summary>
public static class HeyGenResolutions
{
    private static readonly (int Longer, int Shorter) _p720 = (1280, 720);
    private static readonly (int Longer, int Shorter) _p1080 = (1920, 1080);

    /// <summary>The least resolution that holds a video of this size. Upright or lying makes no difference.</summary>
    /// <param name="width">In pixels, above zero.</param>
    /// <param name="height">In pixels, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is zero or negative.</exception>
    public static HeyGenResolution Of(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        // Both sides count: 4095 x 720 has four times the pixels of 720p. HeyGen has nothing between 1080p and 4k, so a plan that stops at
        // 1080p refuses 1440p too.
        var (longer, shorter) = (Math.Max(width, height), Math.Min(width, height));
        return longer <= _p720.Longer && shorter <= _p720.Shorter ? HeyGenResolution.P720
            : longer <= _p1080.Longer && shorter <= _p1080.Shorter ? HeyGenResolution.P1080
            : HeyGenResolution.P4K;
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

    /// <summary>How long the sides may be, in pixels; null when any size that HeyGen takes will do.</summary>
    internal static (int Longer, int Shorter)? LargestSize(this HeyGenResolution resolution) => resolution switch
    {
        HeyGenResolution.P720 => _p720,
        HeyGenResolution.P1080 => _p1080,
        _ => null,
    };
}
