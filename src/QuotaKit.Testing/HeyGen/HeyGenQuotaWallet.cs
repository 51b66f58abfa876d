using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>The wallet behind <see cref="HeyGenBilling.FollowsQuota"/>.</summary>
internal sealed record HeyGenQuotaWallet : HeyGenBilling
{
    internal override string BillingType => "wallet";

    internal override void Write(Utf8JsonWriter json, decimal credits)
    {
        json.WriteString("currency", "credits");
        json.WriteNumber("remaining_balance", credits);
    }
}
