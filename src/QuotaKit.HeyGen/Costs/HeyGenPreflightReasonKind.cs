namespace QuotaKit.HeyGen;

/// <summary>The rule that a job breaks, or that could not be checked.</summary>
public enum HeyGenPreflightReasonKind
{
    /// <summary>The account is not active.</summary>
    Account,

    /// <summary>The credits that are left do not pay for the job, or the account is billed in US dollars and it is unknown whether they do.</summary>
    Credits,

    /// <summary>The video is longer than the plan allows; in seconds.</summary>
    VideoLength,

    /// <summary>The video is finer than the plan allows; the side that is too long, in pixels.</summary>
    Resolution,

    /// <summary>A side of the video is not less than 4,096 and greater than 128 pixels. One reason for each side.</summary>
    Dimension,

    /// <summary>The video has more than 50 scenes.</summary>
    Scenes,

    /// <summary>A text has 5,000 characters or more, or one that a streaming avatar repeats more than 1,000.</summary>
    TextLength,

    /// <summary>An audio is longer than 10 minutes; in seconds.</summary>
    AudioLength,

    /// <summary>The plan has no translation and no proofreading.</summary>
    Translation,

    /// <summary>The plan has no WebM.</summary>
    WebM,

    /// <summary>The avatar group has more than 500 looks.</summary>
    LooksInGroup,

    /// <summary>The account has more avatar groups than the plan allows.</summary>
    AvatarGroups,

    /// <summary>A resource of the job is not in a format that HeyGen takes. One reason for each resource.</summary>
    ResourceFormat,

    /// <summary>A resource of the job is larger than HeyGen takes; in bytes. One reason for each resource.</summary>
    ResourceSize,

    /// <summary>A resource of the job has 2K or more; the longer side in pixels. One reason for each resource.</summary>
    ResourceResolution,
}
