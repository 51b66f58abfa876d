namespace QuotaKit.HeyGen;

/// <summary>A file that a video is made from, such as a background or the audio of an avatar.</summary>
/// <remarks>Null is not given, and then not checked. HeyGen's limits are those of <see cref="HeyGenResourceKind"/>.</remarks>
public sealed record HeyGenResource
{
    /// <summary>The kind of the file.</summary>
    public required HeyGenResourceKind Kind { get; init; }

    /// <summary>The format, as the file name's extension with or without a dot, in upper or lower case: <c>"mp4"</c>, <c>".JPG"</c>.</summary>
    public string? Format { get; init; }

    /// <summary>The size of the file in bytes.</summary>
    /// <remarks>A MB of HeyGen's page is taken for 1,000,000 bytes; the page does not say, and what passes is then small enough by either
    /// reading.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
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
    /// <remarks>"Below 2K" of HeyGen's page is taken for less than 2,048 pixels on either side, the stricter of the usual readings.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public int? Width { get; init => field = Positive(value); }

    /// <summary>The height of an image or a video in pixels. The limit is that of the <see cref="Width"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public int? Height { get; init => field = Positive(value); }

    private static int? Positive(int? value)
    {
        if (value is { } pixels)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pixels, nameof(value));
        return value;
    }
}
