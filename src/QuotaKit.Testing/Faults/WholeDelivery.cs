namespace QuotaKit.Testing;

/// <summary>Sends the response whole.</summary>
internal sealed class WholeDelivery : Delivery
{
    public override Task SendAsync(Exchange exchange, Func<VendorResponse> response) => exchange.SendAsync(response());
}
