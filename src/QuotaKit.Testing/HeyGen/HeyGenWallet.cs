using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>A prepaid HeyGen account. With no property set, <c>wallet</c> is an empty object and the balance is unknown.</summary>
public sealed record HeyGenWallet : HeyGenBilling
{
    /// <summary><c>currency</c>: <c>usd</c> or <c>credits</c>; null leaves it out. Null at first.</summary>
    public string? Currency { get; init; }

    /// <summary><c>remaining_balance</c> in <see cref="Currency"/>; null leaves it out. Null at first.</summary>
    public decimal? RemainingBalance { get; init; }

    /// <summary><c>auto_reload</c>; null leaves it out. Null at first.</summary>
    public HeyGenAutoReload? AutoReload { get; init; }

    internal override string BillingType => "wallet";

    internal override void Write(Utf8JsonWriter json, decimal credits)
    {
        if (Currency is { } currency)
            json.WriteString("currency", currency);
        if (RemainingBalance is { } remaining)
            json.WriteNumber("remaining_balance", remaining);
        if (AutoReload is not { } reload)
            return;

        json.WriteStartObject("auto_reload");
        json.WriteBoolean("enabled", reload.Enabled);
        json.WriteNumber("threshold_usd", reload.ThresholdUsd);
        json.WriteNumber("amount_usd", reload.AmountUsd);
        json.WriteEndObject();
    }
}
