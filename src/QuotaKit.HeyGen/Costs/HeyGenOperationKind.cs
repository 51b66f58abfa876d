namespace QuotaKit.HeyGen;

/// <summary>The kind of an operation. It decides which limits are checked.</summary>
public enum HeyGenOperationKind
{
    /// <summary>A video with avatars that speak.</summary>
    Video,

    /// <summary>A video in another language, or the proofreading before it.</summary>
    Translation,

    /// <summary>A live session with an avatar.</summary>
    Streaming,

    /// <summary>A photo avatar, or a change to one.</summary>
    PhotoAvatar,
}
