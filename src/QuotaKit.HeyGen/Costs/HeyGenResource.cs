namespace QuotaKit.HeyGen;

/// <summary>A file that a video is made from, such as a background or the audio of an avatar.</summary>
/// <remarks>A property that is null is not checked. <see cref="HeyGenResourceKind"/> has HeyGen's limits.</remarks>
public sealed record HeyGenResource
{
    /// <summary>The kind of the file.</summary>
    public required HeyGenResourceKind Kind { get; init; }

    /// <summary>The format, as a file name extension with or without a dot, in any letter case: <c>"mp4"</c>, <c>".JPG"</c>.</summary>
    public string? Format { get; init; }

    /// <summary>The size of the file in bytes.</summary>
    /// <remarks>HeyGen's page does not say how large a MB is. QuotaKit takes 1,000,000 bytes, so that a file that passes is small enough by either
    /// reading.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long? Bytes
    {
        get;
        init
        {
            if (value is { } bytes)
                ArgumentOutOfRangeException.ThrowIfNegative(bytes, nameof(value));
            field = value;
        }
    }

    /// <summary>The width of an image or a video in pixels.</summary>
    /// <remarks>HeyGen's page says "below 2K". QuotaKit takes this for less than 2,048 pixels on either side, the stricter of the usual readings.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Width { get; init => field = Positive(value); }

    /// <summary>The height of an image or a video in pixels. It has the same limit as the <see cref="Width"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Height { get; init => field = Positive(value); }

    private static int? Positive(int? value)
    {
        if (value is { } pixels)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pixels, nameof(value));
        return value;
    }
}
