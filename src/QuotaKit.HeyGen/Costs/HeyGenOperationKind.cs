namespace QuotaKit.HeyGen;

/// <summary>What kind of thing an operation makes, and so which limits it has.</summary>
public enum HeyGenOperationKind
{
    /// <summary>A video, from avatars that speak.</summary>
    Video,

    /// <summary>A video in another language, or the proofreading before it.</summary>
    Translation,

    /// <summary>A session with an avatar that answers live.</summary>
    Streaming,

    /// <summary>A photo avatar, or a change to one.</summary>
    PhotoAvatar,
}
