using System.Diagnostics.CodeAnalysis;

namespace QuotaKit.HeyGen;

/// <summary>A tier of HeyGen's API, and what it allows.</summary>
/// <remarks>
/// An Enterprise contract has its own numbers: <c>HeyGenPlan.Enterprise with { MonthlyCredits = 5000 }</c>.
/// The numbers are those of <see href="https://docs.heygen.com/reference/limits"/>.
/// </remarks>
public sealed record HeyGenPlan
{
    private HeyGenPlan(string name) => Name = name;

    /// <summary>Free: 10 credits a month, 1 video at a time, 3 minutes, 720p, 3 avatar groups.</summary>
    public static HeyGenPlan Free { get; } = new("Free")
    {
        MonthlyCredits = 10,
        MonthlyPriceUsd = 0,
        ConcurrentVideos = 1,
        MaxVideoLength = TimeSpan.FromMinutes(3),
        MaxResolution = HeyGenResolution.P720,
        MaxAvatarGroups = 3,
    };

    /// <summary>Pro: 100 credits for US$99 a month, 3 videos at a time, 5 minutes, 1080p, 10 avatar groups, WebM.</summary>
    public static HeyGenPlan Pro { get; } = new("Pro")
    {
        MonthlyCredits = 100,
        MonthlyPriceUsd = 99,
        ConcurrentVideos = 3,
        MaxVideoLength = TimeSpan.FromMinutes(5),
        MaxResolution = HeyGenResolution.P1080,
        MaxAvatarGroups = 10,
        AllowsWebM = true,
    };

    /// <summary>Scale: 660 credits for US$330 a month, 6 videos at a time, 30 minutes, 4k, any number of avatar groups, WebM,
    /// translation.</summary>
    public static HeyGenPlan Scale { get; } = new("Scale")
    {
        MonthlyCredits = 660,
        MonthlyPriceUsd = 330,
        ConcurrentVideos = 6,
        MaxVideoLength = TimeSpan.FromMinutes(30),
        MaxResolution = HeyGenResolution.P4K,
        HasUnlimitedAvatarGroups = true,
        AllowsTranslation = true,
        AllowsWebM = true,
    };

    /// <summary>Enterprise: 4k, any number of avatar groups, WebM, translation. The other numbers are in the contract: set them.</summary>
    public static HeyGenPlan Enterprise { get; } = new("Enterprise")
    {
        MaxResolution = HeyGenResolution.P4K,
        HasUnlimitedAvatarGroups = true,
        AllowsTranslation = true,
        AllowsWebM = true,
    };

    /// <summary>The four plans, from the least to the most.</summary>
    public static IReadOnlyList<HeyGenPlan> All { get; } = [Free, Pro, Scale, Enterprise];

    /// <summary>The plan's name: <c>"Free"</c>, <c>"Pro"</c>, <c>"Scale"</c>, <c>"Enterprise"</c>.</summary>
    public string Name { get; }

    /// <summary>Credits that come each month; null when the contract says it and QuotaKit does not know it.</summary>
    public decimal? MonthlyCredits { get; init; }

    /// <summary>The price of a month in US dollars, 0 when free; null when the contract says it.</summary>
    public decimal? MonthlyPriceUsd { get; init; }

    /// <summary>How many videos are made at the same time, further ones waiting in a queue; null when the contract says it.</summary>
    public int? ConcurrentVideos { get; init; }

    /// <summary>How long a generated or translated video may be, this length included; null when the contract says it.</summary>
    public TimeSpan? MaxVideoLength { get; init; }

    /// <summary>The finest resolution that a video may have.</summary>
    public HeyGenResolution MaxResolution { get; init; }

    /// <summary>Whether videos can be translated and proofread.</summary>
    public bool AllowsTranslation { get; init; }

    /// <summary>How many avatar groups there may be; null when there is no limit (<see cref="HasUnlimitedAvatarGroups"/>) or when it is unknown.
    /// A number goes before <see cref="HasUnlimitedAvatarGroups"/>.</summary>
    public int? MaxAvatarGroups { get; init; }

    /// <summary>Whether there may be any number of avatar groups.</summary>
    public bool HasUnlimitedAvatarGroups { get; init; }

    /// <summary>Whether videos can be made as WebM.</summary>
    public bool AllowsWebM { get; init; }

    /// <summary>Looks for the plan of that name.</summary>
    /// <param name="name">The <see cref="Name"/>, in upper or lower case.</param>
    /// <param name="plan">The plan; null when there is none.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out HeyGenPlan? plan)
    {
        plan = All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
        return plan is not null;
    }

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
