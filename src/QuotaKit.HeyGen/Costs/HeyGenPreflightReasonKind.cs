namespace QuotaKit.HeyGen;

/// <summary>The rule that a job breaks, or that could not be checked.</summary>
public enum HeyGenPreflightReasonKind
{
    /// <summary>The account is not active.</summary>
    Account,

    /// <summary>The account has too few credits for the job. Unknown for an account that is billed in US dollars.</summary>
    Credits,

    /// <summary>The video is longer than the plan allows. The numbers are seconds.</summary>
    VideoLength,

    /// <summary>The video has a higher resolution than the plan allows. The numbers are pixels of the side that is too long.</summary>
    Resolution,

    /// <summary>A side of the video is not less than 4,096 and greater than 128 pixels. One reason for each side.</summary>
    Dimension,

    /// <summary>The video has more than 50 scenes.</summary>
    Scenes,

    /// <summary>A text has 5,000 characters or more; in a streaming session, more than 1,000.</summary>
    TextLength,

    /// <summary>An audio is longer than 10 minutes. The numbers are seconds.</summary>
    AudioLength,

    /// <summary>The plan does not include translation and proofreading.</summary>
    Translation,

    /// <summary>The plan does not include WebM.</summary>
    WebM,

    /// <summary>The avatar group has more than 500 looks.</summary>
    LooksInGroup,

    /// <summary>The account has more avatar groups than the plan allows.</summary>
    AvatarGroups,

    /// <summary>A resource of the job is in a format that HeyGen does not accept. One reason for each resource.</summary>
    ResourceFormat,

    /// <summary>A resource of the job is larger than HeyGen accepts. The numbers are bytes. One reason for each resource.</summary>
    ResourceSize,

    /// <summary>A resource of the job has a resolution of 2K or more. The numbers are pixels of the longer side. One reason for each resource.</summary>
    ResourceResolution,
}
