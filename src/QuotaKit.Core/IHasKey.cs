namespace QuotaKit;

/// <summary>Tells which accounts have the same key. Providers that send a key implement it.</summary>
internal interface IHasKey
{
    /// <summary>The identity of the key; null while there is no valid key.</summary>
    KeyIdentity? KeyIdentity { get; }
}
