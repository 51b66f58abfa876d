namespace QuotaKit.Testing;

/// <summary>The answer as it should come.</summary>
internal sealed class WholeDelivery : Delivery
{
    public override Task SendAsync(Exchange exchange, Func<VendorAnswer> answer) => exchange.SendAsync(answer());
}
