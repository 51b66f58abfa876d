namespace QuotaKit.Testing;

/// <summary>Sends nothing.</summary>
internal sealed class HangDelivery : Delivery
{
    public override bool SendsHeaders => false;

    public override Task SendAsync(Exchange exchange, Func<VendorResponse> response) => exchange.WaitForAbortAsync();
}
