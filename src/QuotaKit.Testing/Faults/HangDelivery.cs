namespace QuotaKit.Testing;

/// <summary>Nothing ever comes.</summary>
internal sealed class HangDelivery : Delivery
{
    public override bool SendsHeaders => false;

    public override Task SendAsync(Exchange exchange, Func<VendorAnswer> answer) => exchange.WaitForAbortAsync();
}
