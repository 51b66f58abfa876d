using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>
/// How a HeyGen account pays, as v3 tells it: <see cref="HeyGenWallet"/>, <see cref="HeyGenSubscription"/> or
/// <see cref="HeyGenUsageBased"/>.
/// </summary>
public abstract record HeyGenBilling
{
    private protected HeyGenBilling()
    {
    }

    /// <summary>
    /// A wallet of credits that always holds the account's <see cref="HeyGenAccount.RemainingQuota"/>, so that v2 and v3 agree
    /// about what is left. The others hold what they are given and do not change by spending.
    /// </summary>
    public static HeyGenBilling FollowsQuota { get; } = new HeyGenQuotaWallet();

    /// <summary><c>billing_type</c>, which is also the name of the object that is filled.</summary>
    internal abstract string BillingType { get; }

    internal abstract void Write(Utf8JsonWriter json, decimal credits);
}
