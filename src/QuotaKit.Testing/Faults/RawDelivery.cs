namespace QuotaKit.Testing;

/// <summary>Sends bytes in place of an HTTP response, and closes the connection.</summary>
internal sealed class RawDelivery(byte[] bytes) : Delivery
{
    public override bool SendsHeaders => false;

    public override Task SendAsync(Exchange exchange, Func<VendorResponse> response) => exchange.Connection.SendAndCloseAsync(bytes);
}
