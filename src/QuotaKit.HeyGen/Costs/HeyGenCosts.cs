using System.Diagnostics.CodeAnalysis;

namespace QuotaKit.HeyGen;

/// <summary>HeyGen's price table in credits, one property for each row.</summary>
/// <remarks>
/// The table is at <see href="https://docs.heygen.com/reference/limits"/>. The credits are those of the balance <c>"credits"</c>.
/// The resolution of a video does not change its price in credits.
/// </remarks>
/// <example>
/// <code>
/// HeyGenCosts.AvatarVideo.Cost(TimeSpan.FromSeconds(45)); // 2 credits: two started steps of 30 seconds
/// HeyGenCosts.AvatarTrain.Cost(calls: 3);                 // 12 credits
/// </code>
/// </example>
public static class HeyGenCosts
{
    internal const string GenerateEndpoint = "video/generate";

    // US dollars per second. HeyGen's pages disagree, and prices depend on engine and size. These are the highest in any version of its
    // pages, and in a reseller's list of 2 September 2026.
    private const decimal PhotoAvatarUsd = 0.0833m;
    private const decimal AvatarUsd = 0.12m;
    private const decimal AvatarIVUsd = 0.0833m;
    private const decimal TranslateFastUsd = 0.0333m;
    private const decimal TranslateQualityUsd = 0.0667m;

    private static readonly TimeSpan _halfMinute = TimeSpan.FromSeconds(30);

    /// <summary>A video with a photo avatar: 1 credit a minute, in steps of 30 seconds.</summary>
    public static HeyGenOperation PhotoAvatarVideo { get; } =
        ByLength("photo-avatar-video", "Photo avatar video", GenerateEndpoint, HeyGenOperationKind.Video, 1, _halfMinute, maxUsd: PhotoAvatarUsd);

    /// <summary>A video with a video avatar: 2 credits a minute, in steps of 30 seconds.</summary>
    public static HeyGenOperation AvatarVideo { get; } =
        ByLength("avatar-video", "Avatar video", GenerateEndpoint, HeyGenOperationKind.Video, 2, _halfMinute, maxUsd: AvatarUsd);

    /// <summary>A translation in <c>fast</c> mode: 3 credits a minute, in steps of 30 seconds.</summary>
    public static HeyGenOperation TranslateFast { get; } =
        ByLength("translate-fast", "Video translation, fast", "video_translate", HeyGenOperationKind.Translation, 3, _halfMinute, maxUsd: TranslateFastUsd);

    /// <summary>A translation in <c>quality</c> mode: 6 credits a minute, in steps of 30 seconds.</summary>
    public static HeyGenOperation TranslateQuality { get; } = ByLength(
        "translate-quality",
        "Video translation, quality",
        "video_translate",
        HeyGenOperationKind.Translation,
        6,
        _halfMinute,
        maxUsd: TranslateQualityUsd);

    /// <summary>Proofreading before a translation: 1 credit for each started 2 minutes.</summary>
    public static HeyGenOperation Proofread { get; } =
        ByLength("proofread", "Proofread", "generate-proofread", HeyGenOperationKind.Translation, 0.5m, TimeSpan.FromMinutes(2));

    /// <summary>A video with Avatar IV: 6 credits a minute.</summary>
    /// <remarks>HeyGen's table gives no step. Steps of 30 seconds are assumed, as for its other videos.</remarks>
    public static HeyGenOperation AvatarIV { get; } =
        ByLength("avatar-iv", "Avatar IV video", "/v2/video/av4/generate", HeyGenOperationKind.Video, 6, _halfMinute, maxUsd: AvatarIVUsd);

    /// <summary>An active streaming session: 0.2 credits a minute, by the second, at least 30 seconds.</summary>
    public static HeyGenOperation Streaming { get; } = ByLength(
        "streaming",
        "Streaming session",
        "Active streaming session",
        HeyGenOperationKind.Streaming,
        0.2m,
        TimeSpan.FromSeconds(1),
        _halfMinute);

    /// <summary>Generation of photos of a new avatar: 1 credit a call.</summary>
    public static HeyGenOperation PhotoGenerate { get; } = ByCall("photo-generate", "Photo generation", "photo_avatar/photo/generate", 1);

    /// <summary>Generation of looks of an avatar: 1 credit a call.</summary>
    public static HeyGenOperation LookGenerate { get; } = ByCall("look-generate", "Look generation", "photo_avatar/look/generate", 1);

    /// <summary>Training of an avatar group: 4 credits a call.</summary>
    public static HeyGenOperation AvatarTrain { get; } = ByCall("avatar-train", "Avatar training", "photo_avatar/train", 4);

    /// <summary>Motion for a photo avatar: 1 credit a call.</summary>
    public static HeyGenOperation AddMotion { get; } = ByCall("add-motion", "Motion", "photo_avatar/add_motion", 1);

    /// <summary>A sound effect for a photo avatar: free.</summary>
    public static HeyGenOperation AddSoundEffect { get; } = ByCall("add-sound-effect", "Sound effect", "photo_avatar/add_sound_effect", 0);

    /// <summary>A photo avatar in a higher resolution: 0.5 credits a call.</summary>
    public static HeyGenOperation Upscale { get; } = ByCall("upscale", "Upscale", "photo_avatar/upscale", 0.5m);

    /// <summary>All operations, in the order of the table.</summary>
    public static IReadOnlyList<HeyGenOperation> All { get; } =
    [
        PhotoAvatarVideo, AvatarVideo, TranslateFast, TranslateQuality, Proofread, AvatarIV, Streaming,
        PhotoGenerate, LookGenerate, AvatarTrain, AddMotion, AddSoundEffect, Upscale,
    ];

    /// <summary>Date of the newest prices behind <see cref="HeyGenOperation.MaxUsdPerSecond"/>: 2 September 2026.</summary>
    public static DateOnly UsdPricesAsOf { get; } = new(2026, 9, 2);

    /// <summary>Finds an operation by its key.</summary>
    /// <param name="key">The <see cref="HeyGenOperation.Key"/>, in any letter case.</param>
    /// <param name="operation">The operation; null when no operation has this key.</param>
    /// <returns>Whether an operation has this key.</returns>
    public static bool TryFind(string? key, [NotNullWhen(true)] out HeyGenOperation? operation)
    {
        operation = All.FirstOrDefault(o => string.Equals(o.Key, key, StringComparison.OrdinalIgnoreCase));
        return operation is not null;
    }

    private static HeyGenOperation ByLength(
        string key,
        string label,
        string endpoint,
        HeyGenOperationKind kind,
        decimal creditsPerMinute,
        TimeSpan step,
        TimeSpan? minimum = null,
        decimal? maxUsd = null) => new()
        {
            Key = key,
            Label = label,
            Endpoint = endpoint,
            Kind = kind,
            CreditsPerMinute = creditsPerMinute,
            Step = step,
            Minimum = minimum,
            MaxUsdPerSecond = maxUsd,
        };

    private static HeyGenOperation ByCall(string key, string label, string endpoint, decimal creditsPerCall) => new()
    {
        Key = key,
        Label = label,
        Endpoint = endpoint,
        Kind = HeyGenOperationKind.PhotoAvatar,
        CreditsPerCall = creditsPerCall,
    };
}
