using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>
/// The way in which a HeyGen account pays, as v3 sends it: <see cref="HeyGenWallet"/>, <see cref="HeyGenSubscription"/> or
/// <see cref="HeyGenUsageBased"/>.
/// </summary>
public abstract record HeyGenBilling
{
    private protected HeyGenBilling()
    {
    }

    /// <summary>
    /// A wallet of credits that always holds the account's <see cref="HeyGenAccount.RemainingQuota"/>, so that v2 and v3 send the same
    /// amount. The other ways keep the amounts that they were given; spending does not change them.
    /// </summary>
    public static HeyGenBilling FollowsQuota { get; } = new HeyGenQuotaWallet();

    /// <summary><c>billing_type</c>, which is also the name of the object that holds the amounts.</summary>
    internal abstract string BillingType { get; }

    internal abstract void Write(Utf8JsonWriter json, decimal credits);
}
