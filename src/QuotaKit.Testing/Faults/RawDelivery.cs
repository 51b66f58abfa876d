namespace QuotaKit.Testing;

/// <summary>Bytes in place of an HTTP answer.</summary>
internal sealed class RawDelivery(byte[] bytes) : Delivery
{
    public override bool SendsHeaders => false;

    public override Task SendAsync(Exchange exchange, Func<VendorAnswer> answer) => exchange.Connection.SendAndCloseAsync(bytes);
}
