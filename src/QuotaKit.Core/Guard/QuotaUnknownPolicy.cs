namespace QuotaKit;

/// <summary>The ways to treat a reservation when it is unknown how much is left.</summary>
public enum QuotaUnknownPolicy
{
    /// <summary>Hold nothing, and throw.</summary>
    Deny,

    /// <summary>Hold the amount all the same. More may then be spent than there is.</summary>
    Allow,
}
