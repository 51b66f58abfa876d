namespace QuotaKit.Testing;

/// <summary>Delivers the response to the client, or fails to.</summary>
internal abstract class Delivery
{
    /// <summary>False when the client never sees the response's headers.</summary>
    public virtual bool SendsHeaders => true;

    /// <summary>Sends the response.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="response">Makes the response, and charges the account for it. A delivery that sends no response does not call it.</param>
    public abstract Task SendAsync(Exchange exchange, Func<VendorResponse> response);
}
