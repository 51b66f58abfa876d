namespace QuotaKit.Testing;

/// <summary>How an answer gets to the client, or does not.</summary>
internal abstract class Delivery
{
    /// <summary>False when the client never sees the answer's headers.</summary>
    public virtual bool SendsHeaders => true;

    /// <summary>Delivers the answer; it is only made, and charged to the account, where this calls for it.</summary>
    public abstract Task SendAsync(Exchange exchange, Func<VendorAnswer> answer);
}
