namespace QuotaKit.HeyGen;

/// <summary>The version of HeyGen's API that a provider calls.</summary>
public enum HeyGenApiVersion
{
    /// <summary>Calls version 2, and version 3 when the response is not one that version 2 sends: a redirect, 404, 405, 410, 501, a 400 or 403
    /// without a code of version 2, or a document of another kind. The provider stays with the version that answered, and a warning in its
    /// snapshots says so. When that version stops answering, the provider tries the other one again.</summary>
    Auto,

    /// <summary>Calls version 2 only. A response that version 2 does not send is an error of kind <see cref="QuotaErrorKind.Retired"/>.</summary>
    V2,

    /// <summary>Calls version 3 only.</summary>
    V3,
}
