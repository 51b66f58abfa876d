namespace QuotaKit;

/// <summary>Equal for two accounts that send the same key to the same address. It is only compared, never shown.</summary>
internal sealed record KeyIdentity(string Vendor, Uri Address, string Key)
{
    // The generated ToString would print the key.
    public override string ToString() => nameof(KeyIdentity);
}
