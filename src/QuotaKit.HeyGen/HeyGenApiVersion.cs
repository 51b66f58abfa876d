namespace QuotaKit.HeyGen;

/// <summary>Which version of HeyGen's API is asked.</summary>
public enum HeyGenApiVersion
{
    /// <summary>Version 2, and version 3 where version 2 is gone (404 or 410). Once version 3 has answered, the provider stays with it,
    /// and its snapshots say so in a warning.</summary>
    Auto,

    /// <summary>Version 2 only. Where it is gone, the error's kind is <see cref="QuotaErrorKind.Retired"/>.</summary>
    V2,

    /// <summary>Version 3 only.</summary>
    V3,
}
