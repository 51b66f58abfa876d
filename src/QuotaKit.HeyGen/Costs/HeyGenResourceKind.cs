namespace QuotaKit.HeyGen;

/// <summary>The kind of a file that a video is made from. It decides which limits are checked.</summary>
public enum HeyGenResourceKind
{
    /// <summary>A video: MP4, up to 100 MB, below 2K.</summary>
    Video,

    /// <summary>An image: JPG or PNG, up to 50 MB, below 2K.</summary>
    Image,

    /// <summary>An audio file: WAV or MP3, up to 50 MB.</summary>
    Audio,
}
