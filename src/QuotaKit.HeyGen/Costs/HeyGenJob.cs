namespace QuotaKit.HeyGen;

/// <summary>What somebody wants HeyGen to do, for <see cref="HeyGenPreflight"/> to check.</summary>
/// <remarks>
/// Null is not given, and then not checked. What does not matter to the <see cref="Operation"/> is not checked either,
/// such as the scenes of a translation.
/// </remarks>
public sealed record HeyGenJob
{
    /// <summary>What is done, one of <see cref="HeyGenCosts"/>.</summary>
    public required HeyGenOperation Operation
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>How long the video or the session is; above zero. Without it the cost of what is billed by length is unknown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public TimeSpan? Length { get; init => field = Positive(value); }

    /// <summary>How often it is done, each time by itself; at least 1. The default value is 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public int Calls
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1;

    /// <summary>The width of the video in pixels. The resolution is checked when <see cref="Height"/> is given too.</summary>
    public int? Width { get; init; }

    /// <summary>The height of the video in pixels. The resolution is checked when <see cref="Width"/> is given too.</summary>
    public int? Height { get; init; }

    /// <summary>How many scenes (<c>video_inputs</c>) a video has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? Scenes { get; init => field = NotNegative(value); }

    /// <summary>The characters of the longest text that an avatar speaks at a time.</summary>
    /// <remarks>In a video that is the text of one scene; in a streaming session it is one repeat task.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? TextLength { get; init => field = NotNegative(value); }

    /// <summary>The length of the longest audio that an avatar speaks at a time; above zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public TimeSpan? AudioLength { get; init => field = Positive(value); }

    /// <summary>Whether the video is to be WebM. The default value is false.</summary>
    public bool WebM { get; init; }

    /// <summary>Whether it is made in test mode (<c>test: true</c>): with a watermark, and for no credits. The default value is false.</summary>
    /// <remarks>HeyGen has it "when available", and only for <c>video/generate</c>: a job of another <see cref="Operation"/> costs what it costs.
    /// </remarks>
    public bool IsTest { get; init; }

    /// <summary>The files that a video is made from. The default value is empty: not given.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public IReadOnlyList<HeyGenResource> Resources
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = [];

    /// <summary>How many looks the avatar's group will have, the new ones among them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? LooksInGroup { get; init => field = NotNegative(value); }

    /// <summary>How many avatar groups the account will have, a new one among them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? AvatarGroups { get; init => field = NotNegative(value); }

    private bool IsFree => IsTest && Operation.HasTestMode;

    /// <summary>The cost of the job in credits; 0 in test mode; null when that depends on the <see cref="Length"/>, which is not given.</summary>
    public decimal? EstimateCredits()
    {
        if (IsFree)
            return 0;
        if (!Operation.IsBilledByLength)
            return Operation.Cost(Calls);
        return Length is { } length ? Operation.Cost(length, Calls) : null;
    }

    /// <summary>The most that the job costs an account that is billed in US dollars, by the prices known on
    /// <see cref="HeyGenCosts.UsdPricesAsOf"/>; 0 in test mode; null when no price is known, or the <see cref="Length"/> is not given.</summary>
    /// <remarks>A bound and not a price: HeyGen's prices differ by engine and size, and change.</remarks>
    public decimal? EstimateMaxUsd()
    {
        if (IsFree)
            return 0;
        if (Operation.MaxUsdPerSecond is not { } rate || Length is not { } length)
            return null;
        // By the second, a started one in full.
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
