namespace QuotaKit.HeyGen;

/// <summary>A job for HeyGen, which <see cref="HeyGenPreflight"/> can check before it is sent.</summary>
/// <remarks>
/// A property that is null is not checked. A property that does not apply to the <see cref="Operation"/>, such as the scenes of a
/// translation, is not checked either.
/// </remarks>
/// <example>
/// <code>
/// var job = new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromMinutes(6), Width = 1920, Height = 1080 };
/// Console.WriteLine(job.EstimateCredits()); // 12
/// </code>
/// </example>
public sealed record HeyGenJob
{
    /// <summary>The operation, one of <see cref="HeyGenCosts"/>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required HeyGenOperation Operation
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>The length of the video or the session, above zero. When it is null, the cost of an operation billed by length is unknown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public TimeSpan? Length { get; init => field = Positive(value); }

    /// <summary>The number of calls, each billed separately; at least 1. The default value is 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Calls
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1;

    /// <summary>The width of the video in pixels. The resolution is checked when <see cref="Height"/> is set too.</summary>
    public int? Width { get; init; }

    /// <summary>The height of the video in pixels. The resolution is checked when <see cref="Width"/> is set too.</summary>
    public int? Height { get; init; }

    /// <summary>The number of scenes (<c>video_inputs</c>) in the video.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? Scenes { get; init => field = NotNegative(value); }

    /// <summary>The number of characters in the longest text that an avatar speaks at a time.</summary>
    /// <remarks>In a video this is the text of one scene; in a streaming session it is the text of one repeat task.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? TextLength { get; init => field = NotNegative(value); }

    /// <summary>The length of the longest audio that an avatar speaks at a time, above zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public TimeSpan? AudioLength { get; init => field = Positive(value); }

    /// <summary>Whether the video is made in the WebM format. The default value is false.</summary>
    public bool WebM { get; init; }

    /// <summary>Whether the video is made in test mode (<c>test: true</c>), which adds a watermark and is free. The default value is false.</summary>
    /// <remarks>HeyGen offers test mode "when available", and documents it for <c>video/generate</c> only. A job of another
    /// <see cref="Operation"/> has its normal price.</remarks>
    public bool IsTest { get; init; }

    /// <summary>The files that the video is made from. The default value is empty: nothing is checked.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<HeyGenResource> Resources
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = [];

    /// <summary>The number of looks that the avatar's group will have, including the new ones.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? LooksInGroup { get; init => field = NotNegative(value); }

    /// <summary>The number of avatar groups that the account will have, including a new one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? AvatarGroups { get; init => field = NotNegative(value); }

    private bool IsFree => IsTest && Operation.HasTestMode;

    /// <summary>Calculates the cost in credits: 0 in test mode; null when the operation is billed by length and <see cref="Length"/> is null.</summary>
    public decimal? EstimateCredits()
    {
        if (IsFree)
            return 0;
        if (!Operation.IsBilledByLength)
            return Operation.Cost(Calls);
        return Length is { } length ? Operation.Cost(length, Calls) : null;
    }

    /// <summary>Calculates the maximum cost for an account that is billed in US dollars, by the prices known on
    /// <see cref="HeyGenCosts.UsdPricesAsOf"/>: 0 in test mode; null when no price is known, or <see cref="Length"/> is null.</summary>
    /// <remarks>This is an upper bound and not a price: HeyGen's prices differ by engine and size, and change.</remarks>
    public decimal? EstimateMaxUsd()
    {
        if (IsFree)
            return 0;
        if (Operation.MaxUsdPerSecond is not { } rate || Length is not { } length)
            return null;
        // A started second counts in full.
        var seconds = ((length.Ticks - 1) / TimeSpan.TicksPerSecond) + 1;
        return rate * seconds * Calls;
    }

    private static int? NotNegative(int? value)
    {
        if (value is { } count)
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(value));
        return value;
    }

    private static TimeSpan? Positive(TimeSpan? value)
    {
        if (value is { } length)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero, nameof(value));
        return value;
    }
}
