namespace QuotaKit.HeyGen;

/// <summary>How fine a video may be, from the least to the most: of two, the greater is the finer.</summary>
public enum HeyGenResolution
{
    /// <summary>720p: 1280 × 720, or 720 × 1280 upright.</summary>
    P720,

    /// <summary>1080p: 1920 × 1080, or 1080 × 1920 upright.</summary>
    P1080,

    /// <summary>4k: everything above 1080p.</summary>
    P4K,
}
