namespace QuotaKit.HeyGen;

/// <summary>Finds the resolution of a video, and the name that HeyGen has for it.</summary>
public static class HeyGenResolutions
{
    private static readonly (int Longer, int Shorter) _p720 = (1280, 720);
    private static readonly (int Longer, int Shorter) _p1080 = (1920, 1080);

    /// <summary>Finds the lowest resolution that a video of this size fits in. Portrait and landscape count the same.</summary>
    /// <param name="width">The width in pixels, above zero.</param>
    /// <param name="height">The height in pixels, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is zero or negative.</exception>
    public static HeyGenResolution Of(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        // HeyGen's page does not say what 720p is in other shapes. Both sides have to fit here, because 4095 x 720 has more than three times
        // the pixels of 720p. HeyGen names nothing between 1080p and 4k, so 1440p counts as 4k.
        var (longer, shorter) = (Math.Max(width, height), Math.Min(width, height));
        return longer <= _p720.Longer && shorter <= _p720.Shorter ? HeyGenResolution.P720
            : longer <= _p1080.Longer && shorter <= _p1080.Shorter ? HeyGenResolution.P1080
            : HeyGenResolution.P4K;
    }

    /// <summary>Returns the name that HeyGen uses: <c>"720p"</c>, <c>"1080p"</c> or <c>"4k"</c>.</summary>
    /// <param name="resolution">The resolution.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the three.</exception>
    public static string ToName(this HeyGenResolution resolution) => resolution switch
    {
        HeyGenResolution.P720 => "720p",
        HeyGenResolution.P1080 => "1080p",
        HeyGenResolution.P4K => "4k",
        _ => throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "The value is not a HeyGenResolution."),
    };

    /// <summary>The largest longer and shorter side in pixels; null for 4k, which holds every size that HeyGen accepts.</summary>
    internal static (int Longer, int Shorter)? LargestSize(this HeyGenResolution resolution) => resolution switch
    {
        HeyGenResolution.P720 => _p720,
        HeyGenResolution.P1080 => _p1080,
        _ => null,
    };
}
