using System.Diagnostics.CodeAnalysis;

namespace QuotaKit.HeyGen;

/// <summary>A plan of HeyGen's API: its monthly credits, its price and its limits.</summary>
/// <remarks>
/// An Enterprise contract has its own numbers: <c>HeyGenPlan.Enterprise with { MonthlyCredits = 5000 }</c>.
/// The numbers of the other plans are from <see href="https://docs.heygen.com/reference/limits"/>.
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

    /// <summary>The four plans, from the smallest to the largest.</summary>
    public static IReadOnlyList<HeyGenPlan> All { get; } = [Free, Pro, Scale, Enterprise];

    /// <summary>The plan's name: <c>"Free"</c>, <c>"Pro"</c>, <c>"Scale"</c>, <c>"Enterprise"</c>.</summary>
    public string Name { get; }

    /// <summary>Credits per month; null when they depend on the contract.</summary>
    public decimal? MonthlyCredits { get; init; }

    /// <summary>Price per month in US dollars, 0 when free; null when it depends on the contract.</summary>
    public decimal? MonthlyPriceUsd { get; init; }

    /// <summary>Number of videos that HeyGen makes at the same time, while further ones wait in a queue; null when it depends on the contract.</summary>
    public int? ConcurrentVideos { get; init; }

    /// <summary>Maximum length of a generated or translated video, inclusive; null when it depends on the contract.</summary>
    public TimeSpan? MaxVideoLength { get; init; }

    /// <summary>Highest resolution of a video.</summary>
    public HeyGenResolution MaxResolution { get; init; }

    /// <summary>Whether the plan includes translation and proofreading.</summary>
    public bool AllowsTranslation { get; init; }

    /// <summary>Maximum number of avatar groups; null when there is no limit (<see cref="HasUnlimitedAvatarGroups"/>) or when it is unknown.
    /// A number takes precedence over <see cref="HasUnlimitedAvatarGroups"/>.</summary>
    public int? MaxAvatarGroups { get; init; }

    /// <summary>Whether the number of avatar groups has no limit.</summary>
    public bool HasUnlimitedAvatarGroups { get; init; }

    /// <summary>Whether the plan includes videos in the WebM format.</summary>
    public bool AllowsWebM { get; init; }

    /// <summary>Finds a plan by its name.</summary>
    /// <param name="name">The <see cref="Name"/>, in any letter case.</param>
    /// <param name="plan">The plan; null when no plan has this name.</param>
    /// <returns>Whether a plan has this name.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out HeyGenPlan? plan)
    {
        plan = All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
        return plan is not null;
    }

    /// <summary>Returns the <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
