namespace QuotaKit.HeyGen;

/// <summary>The resolution of a video, from the lowest to the highest: a higher resolution is a greater value.</summary>
public enum HeyGenResolution
{
    /// <summary>720p: 1280 × 720, or 720 × 1280 in portrait.</summary>
    P720,

    /// <summary>1080p: 1920 × 1080, or 1080 × 1920 in portrait.</summary>
    P1080,

    /// <summary>4k: everything above 1080p.</summary>
    P4K,
}
