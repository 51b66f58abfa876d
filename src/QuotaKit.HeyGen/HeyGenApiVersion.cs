namespace QuotaKit.HeyGen;

/// <summary>Which version of HeyGen's API is asked.</summary>
public enum HeyGenApiVersion
{
    /// <summary>Version 2, and version 3 where the response is not version 2's: a redirect, 404, 405, 410, 501, a 400 or 403 without a code of
    /// version 2, or a document of another kind. The provider stays with the version that has answered, and its snapshots say so in a warning;
    /// when that one stops answering, the other is asked again.</summary>
    Auto,

    /// <summary>Version 2 only. Where the response is not version 2's, the error's kind is <see cref="QuotaErrorKind.Retired"/>.</summary>
    V2,

    /// <summary>Version 3 only.</summary>
    V3,
}
